"""HTTP without a framework: messages, negotiation, compression, and the one place where a reply is finished."""
