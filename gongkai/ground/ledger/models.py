"""The ledger's tables: entries, the tiles of their Merkle tree, and signed checkpoints.

No cursor lives here: every follower keeps its own (search inside its index, the page store in memory),
so that every text column of these tables can be checked by ``gongkai verify``.
"""

from django.db import models


class Entry(models.Model):
    """One recorded fact. ``index`` stays empty until the sequencer takes the entry into the tree."""

    index = models.BigIntegerField("序号", null=True, unique=True)
    kind = models.CharField("事项", max_length=64)
    subject = models.CharField("对象", max_length=200)
    post = models.CharField("岗位", max_length=120, help_text="The acting post's code; never a name.")
    organisation = models.CharField("机构", max_length=9, blank=True, default="", help_text="Of the post.")
    person = models.BigIntegerField(
        "人员", null=True, help_text="The acting account: not in the leaf, but under the seal (ADR 6)."
    )
    at = models.DateTimeField("时间")
    facts = models.TextField("事实", help_text="Canonical JSON (RFC 8785 subset).")
    salt = models.CharField(
        "盐", max_length=32, blank=True, default="", help_text="Hex; blinds the leaf of an entry not public."
    )
    leaf = models.CharField("叶子", max_length=64, help_text="RFC 9162 leaf hash, hex.")
    seal = models.CharField(
        "封印", max_length=64, help_text="HMAC of the leaf when recorded, of index and leaf once sequenced."
    )

    class Meta:
        verbose_name = "存证"
        indexes = [
            models.Index(fields=["id"], name="entry_unsequenced", condition=models.Q(index=None)),
            models.Index(fields=["subject", "id"], name="entry_subject"),
            models.Index(fields=["at", "id"], name="entry_at"),
            models.Index(fields=["kind", "at", "id"], name="entry_kind"),
            models.Index(fields=["organisation", "at", "id"], name="entry_organisation"),
            models.Index(
                fields=["person", "at", "id"], name="entry_person", condition=models.Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index}: {self.kind} {self.subject}"


class Tile(models.Model):
    """Up to 256 node hashes of one level of the tree (C2SP tlog-tiles); only the rightmost ever grows."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField(help_text="32 bytes a node")

    class Meta:
        verbose_name = "存证分片"
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="tile_unique")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Checkpoint(models.Model):
    """A signed statement of the tree's size and root (C2SP tlog-checkpoint).

    ``number`` counts without gaps and ``seal`` covers it, so that a deleted checkpoint is missed.
    """

    number = models.BigIntegerField("次第", unique=True)
    size = models.BigIntegerField("条数", unique=True)
    root = models.CharField("树根", max_length=64, help_text="hex")
    note = models.TextField("签名文本")
    at = models.DateTimeField("时间")
    seal = models.CharField("封印", max_length=64, help_text="HMAC of all the other columns.")

    class Meta:
        verbose_name = "检查点"

    def __str__(self) -> str:
        return f"{self.size}"
