"""Page layouts by family; importing this package registers them all."""

from samples.kinds import appointments as appointments
from samples.kinds import assessments as assessments
from samples.kinds import booklet as booklet
from samples.kinds import employment as employment
from samples.kinds import exams as exams
from samples.kinds import forms as forms
from samples.kinds import identity as identity
from samples.kinds import imprints as imprints
from samples.kinds import letters as letters
from samples.kinds import merits as merits
from samples.kinds import oddments as oddments
from samples.kinds import papers as papers
from samples.kinds import promises as promises
from samples.kinds import registers as registers
from samples.kinds import review as review
from samples.kinds import schooling as schooling
from samples.kinds import standards as standards
from samples.kinds import titles as titles
from samples.kinds import training as training
