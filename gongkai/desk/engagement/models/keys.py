"""By which numbers letters about the same thing are found."""

from django.db import models


class LetterKey(models.Model):
    """One telling key of a letter's masked title and words, 31 bits (``ground/language/rules/
    similarity_index``). It comes and goes with these words; the newest rows of a key give candidates."""

    letter = models.ForeignKey("engagement.Letter", models.CASCADE, related_name="keys")
    key = models.IntegerField("特征")

    class Meta:
        verbose_name = "来信特征"
        constraints = [models.UniqueConstraint(fields=["key", "letter"], name="letter_key_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.key}"
