"""A text of our own, as a directorate might write it, to register and review."""

NEW = """\
Rusarbeidet i kommunene i 2022

Publisert av Helsedirektoratet 3. mars 2023

I 2022 hadde kommunene til sammen 17 074 årsverk i psykisk helse- og rusarbeid. Det er 1,2 prosent flere enn året før.
Mer enn 80 prosent av kommunene har tilbud om tidlig identifisering.

– Vi ser at kommunene satser, sier helseminister Bent Høie.

Regjeringen vil styrke Opptrappingsplanen for rusfeltet med 150 millioner kroner i 2023.
Det var behov for flere ACT-team. Se side 4 eller ring 22 33 44 55.
"""
