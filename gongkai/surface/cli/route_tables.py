"""What `gongkai route` shows to people: figures by name, accuracy at coverage, what is mixed up."""

from typing import Any

QUESTIONS = {"category": "分类", "organisation": "承办单位"}


def trained(told: dict[str, Any]) -> str:
    """A trained model: where it lies, from what, how good."""
    return "\n".join([
        f"模型已写入 {told['model']}（程序 {told['program']} 版，信件 {told['letters']} 件，"
        f"训练数据 {told['training'][:12]}）",
        crossed(told),
        "建议只供参考，由人决定；没有把握的信件不作建议。",
    ])  # fmt: skip


def crossed(told: dict[str, Any]) -> str:
    """The figures of each question."""
    return "\n".join(_question(QUESTIONS[name], said) for name, said in told["figures"].items())


def suggested(row: dict[str, Any]) -> str:
    """One letter's suggestion as a line."""
    said = "没有把握" if row["abstained"] else f"把握 {row['confidence']:.0%}"
    office = row["organisation"] or "（不作建议）"
    return f"{row['id']}\t{row['category'] or '（无）'}\t{said}\t{office}"


def _question(label: str, said: dict[str, Any]) -> str:
    lines = ["", f"{label}：{said['n']} 件有标注的信件"]
    if "folds" in said:
        lines.append(
            f"  {said['folds']} 折交叉验证，重复 {said['repeats']} 次：宏平均 F1 {said['macro_f1_mean']:.3f}"
            f"（±{said['macro_f1_spread']:.3f}），最有把握的七成正确率 {said['surest_70_mean']:.3f}"
            f"（±{said['surest_70_spread']:.3f}）"
        )
    else:
        lines.append(f"  宏平均 F1 {said['macro_f1']:.3f}")
    lines += ["  准确率  召回率     F1    件数  名称"]
    lines += [
        f"  {row['precision']:6.3f}  {row['recall']:6.3f}  {row['f1']:5.3f}  {row['n']:6d}  {row['name']}"
        for row in said["by_name"]
    ]
    lines += ["  按把握从高到低取：" + "，".join(
        f"{float(share):.0%} 时正确率 {right:.3f}" for share, right in said["accuracy_at_coverage"].items()
    )]  # fmt: skip
    kept = said["answered"]
    if kept["accuracy"] is None:
        lines += ["  没有达到承诺正确率的把握程度：一律不作建议"]
    else:
        lines += [f"  把握不低于 {said['threshold']:.3f} 时给出建议：占 {kept['share']:.1%}，"
                  f"正确率 {kept['accuracy']:.3f}"]  # fmt: skip
    if said["confusions"]:
        lines += ["  最易混淆（实际 → 判为）："]
        lines += [f"    {pair['true']} → {pair['said']}　{pair['n']} 件次" for pair in said["confusions"]]
    return "\n".join(lines)
