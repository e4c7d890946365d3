"""Organisations, posts, people and duties."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from .rules import OrganisationKind


class Division(models.Model):
    """An administrative division, province to street (国家统计局 codes)."""

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=80)
    level = models.PositiveSmallIntegerField(
        "级别", help_text="1 province, 2 city, 3 county, 4 street or town"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", db_constraint=False
    )

    class Meta:
        verbose_name = "行政区划"

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that publishes. ``lineage`` is the codes from the root down, each followed by "/"."""

    code = models.CharField("机构代码", max_length=9, unique=True, help_text="GB 11714, with check character")
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60)
    english_name = models.CharField("英文名称", max_length=160, blank=True, default="")
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices())
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    lineage = models.CharField("层级", max_length=200, db_index=True)
    division_code = models.CharField("区划代码", max_length=12, blank=True, default="")
    position = models.PositiveIntegerField("次序", default=0)
    functions = models.TextField("机构职能", blank=True, default="")
    leader = models.CharField("负责人", max_length=60, blank=True, default="")
    address = models.CharField("办公地址", max_length=200, blank=True, default="")
    hours = models.CharField("办公时间", max_length=120, blank=True, default="")
    telephone = models.CharField("联系电话", max_length=40, blank=True, default="")
    fax = models.CharField("传真", max_length=40, blank=True, default="")
    email = models.CharField("电子邮箱", max_length=120, blank=True, default="")
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "机构"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.short_name


class Unit(models.Model):
    """内设机构: an internal unit of an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    code = models.CharField("代码", max_length=20)
    name = models.CharField("名称", max_length=80)

    class Meta:
        verbose_name = "内设机构"
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="unit_unique")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """岗位: what the ledger names instead of a person."""

    code = models.CharField("岗位代码", max_length=120, unique=True, help_text="{organisation}/{serial}")
    title = models.CharField("名称", max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="posts")

    class Meta:
        verbose_name = "岗位"

    def __str__(self) -> str:
        return self.title


class User(AbstractUser):
    """A person who signs in. What the person may do comes from posts, never from Django's permissions."""

    full_name = models.CharField("姓名", max_length=60, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        help_text="Whose security administrators look after the account.",
    )
    password_set_at = models.DateTimeField("密码设置时间", null=True, blank=True)
    password_temporary = models.BooleanField(
        "临时密码", default=False, help_text="Somebody else set it; to be changed at the next sign-in."
    )

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.full_name or self.username


class PastPassword(models.Model):
    """The hash of a password that a person had or has; it may not come back (``rules.people.REMEMBERED``)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords")
    hash = models.CharField("散列", max_length=128)
    set_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "历史密码"

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at}"


class OutsideIdentity(models.Model):
    """Under which subject of which identity provider a person signs in; a security administrator links it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="identities")
    issuer = models.CharField("签发者", max_length=200)
    subject = models.CharField("标识", max_length=255)
    linked_at = models.DateTimeField("绑定时间", auto_now_add=True)

    class Meta:
        verbose_name = "统一身份"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_unique"),
            models.UniqueConstraint(fields=["user", "issuer"], name="identity_one_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.issuer}"


class RosterShift(models.Model):
    """值班: when a person is on duty for an organisation, and for those below it that have no roster."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="shifts")
    user = models.ForeignKey(User, models.PROTECT, related_name="shifts")
    from_at = models.DateTimeField("起")
    to_at = models.DateTimeField("止")

    class Meta:
        verbose_name = "值班"
        ordering = ["from_at", "pk"]
        indexes = [models.Index(fields=["organisation", "to_at"], name="shift_organisation")]
        constraints = [
            models.CheckConstraint(condition=models.Q(to_at__gt=models.F("from_at")), name="shift_forward")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.user_id} {self.from_at}"


class Appointment(models.Model):
    """A person holds a post for a time.

    A trigger of migration 0002 refuses, here and on DutyGrant, what would bring two of the three
    administrators' duties together in one person on one day: Django has no constraint over several tables.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    from_on = models.DateField("任职")
    to_on = models.DateField("离任", null=True, blank=True)

    class Meta:
        verbose_name = "任职"
        constraints = [models.UniqueConstraint(fields=["user", "post", "from_on"], name="appointment_unique")]

    def __str__(self) -> str:
        return f"{self.user} {self.post}"


class DutyGrant(models.Model):
    """A duty that a post carries (codes in ``rules.Duty``)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="grants")
    duty = models.CharField("职责", max_length=40)
    family = models.CharField(
        "类别", max_length=40, help_text="rules.family: one grant of a family to a post"
    )

    class Meta:
        verbose_name = "职责"
        constraints = [
            models.UniqueConstraint(fields=["post", "duty"], name="grant_unique"),
            models.UniqueConstraint(fields=["post", "family"], name="grant_family_unique"),
        ]

    def __str__(self) -> str:
        return self.duty


class SiteFact(models.Model):
    """What is true of the site as a whole and must travel with its data (names in ``rules.SITE_FACTS``).

    That a city is a demonstration is the data's own property: whoever serves these rows must say so, from
    whatever environment.
    """

    name = models.CharField("事实", max_length=40, primary_key=True)
    value = models.CharField("内容", max_length=200)

    class Meta:
        verbose_name = "网站事实"

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
