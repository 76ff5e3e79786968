"""placeholder until the real one lands"""
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
@deconstructible(path="ircms.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    pass
