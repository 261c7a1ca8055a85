"""What whoever runs the server looks at: metrics, access log, health."""
