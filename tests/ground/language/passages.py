"""Sentences with personal data in them, and sentences with what only looks like it."""

from .people import AREAS, OFFICES, REGIONS, ROADS, Maker, Passage, spoil


def personal(maker: Maker) -> Passage:
    """One passage in which something is personal."""
    say, name = Passage(), maker.name()
    kind = maker.pick(
        ("id_number", "id_number", "mobile", "bank_card", "landline", "email", "address", "plate", "passport")
    )
    if kind == "id_number":
        number = spoil(maker, maker.id_number())
        return maker.pick((
            lambda: say.say(f"{name}，身份证号：").tell(kind, number).say("，符合条件。"),
            lambda: say.say(f"申请人{name}（公民身份号码").tell(kind, number).say("）于3月5日提出申请。"),
            lambda: say.say(f"{maker.dice.randint(1, 90)}\t{name}\t男\t").tell(kind, number).say("\t低保"),
            lambda: say.say("附表第三列：").tell(kind, number).say("；第四列为金额1200元。"),
            lambda: say.say(f"{name}持证件").tell(kind, maker.old_id_number()).say("办理。"),
        ))()  # fmt: skip
    if kind == "mobile":
        number = spoil(maker, maker.mobile())
        return maker.pick((
            lambda: say.say(f"联系人：{name}，手机").tell(kind, number).say("。"),
            lambda: say.say(f"{name} ").tell(kind, number).say(" 李某 ").tell(kind, maker.mobile()),
            lambda: say.say("请拨打").tell(kind, number).say("与我联系"),
            lambda: say.say("电话：+86 ").tell(kind, number).say("（微信同号）"),
        ))()  # fmt: skip
    if kind == "bank_card":
        number = spoil(maker, maker.card())
        return maker.pick((
            lambda: say.say(f"{name}，开户行：农业银行，卡号").tell(kind, number).say("，金额3600元。"),
            lambda: say.say(f"{name}\t").tell(kind, number).say("\t1500.00"),
            lambda: say.say("补贴将打入银行卡（").tell(kind, number).say("），请查收。"),
        ))()  # fmt: skip
    if kind == "landline":
        number = maker.landline()
        return maker.pick((
            lambda: say.say(f"申请人{name}，家庭电话：").tell(kind, number).say("。"),
            lambda: say.say(f"户主{name}的住宅电话为").tell(kind, number).say("，白天无人。"),
            lambda: say.say(f"姓名：{name}　宅电：").tell(kind, number),
            lambda: say.say(f"学生家长{name}，座机").tell(kind, number).say("，"),
        ))()  # fmt: skip
    if kind == "email":
        box = maker.email()
        return maker.pick((
            lambda: say.say(f"{name}的个人邮箱是").tell(kind, box).say("。"),
            lambda: say.say(f"{name}，").tell(kind, box).say("，武昌区人。"),
            lambda: say.say(f"作者{name}（E-mail: ").tell(kind, box).say("）"),
            lambda: say.say("申请人电子邮箱：").tell(kind, box),
        ))()  # fmt: skip
    if kind == "address":
        home = maker.home()
        return maker.pick((
            lambda: say.say(f"{name}，家住").tell(kind, home).say("，反映噪声扰民。"),
            lambda: say.say(f"被处罚人{name}，住址：").tell(kind, home).say("。"),
            lambda: say.say(f"{name}\t女\t").tell(kind, home).say("\t已核实"),
            lambda: say.say("经查，").tell(kind, home).say("业主私自改动承重墙。"),
            lambda: say.say("户籍地址：江城市").tell(kind, home),
        ))()  # fmt: skip
    if kind == "plate":
        plate = maker.plate()
        return maker.pick((
            lambda: say.say("车牌号为").tell(kind, plate).say("的小型轿车占用消防通道。"),
            lambda: say.say(f"{name}驾驶").tell(kind, plate).say("号小型客车行驶至路口。"),
            lambda: say.say("违停车辆：").tell(kind, plate).say("、").tell(kind, maker.plate()).say("。"),
        ))()  # fmt: skip
    paper = maker.passport()
    return maker.pick((
        lambda: say.say(f"{name}，护照号码：").tell("passport", paper).say("，国籍中国。"),
        lambda: say.say("出国人员名单：").say(name).say(" ").tell("passport", paper).say("。"),
        lambda: say.say(f"{name}持护照").tell("passport", paper).say("出境。"),
    ))()  # fmt: skip


def official(maker: Maker) -> Passage:
    """One passage in which nothing is personal: the traps of RULES §11.3 and their like."""
    n, office, area = maker.dice.randint, maker.pick(OFFICES), maker.pick(AREAS)
    telephone = f"{area}-{maker.pick('2345678')}{maker.digits(7)}"
    digits = maker.digits
    return Passage(
        maker.pick((
            f"统一社会信用代码：{maker.credit_code()}。",
            f"某某建材有限公司\t{maker.credit_code()}\t罚款2000元",
            f"法人和其他组织代码{maker.credit_code()}，有效期内。",
            f"订单号：{maker.order()}，请凭单取货。",
            f"缴款单号{maker.order()}已入库。",
            f"业务流水号：{maker.order()}",
            f"咨询电话：{telephone}，{office}。",
            f"{office}联系电话：{telephone}。",
            f"{office}办公电话{telephone}，传真{area}-{n(2, 8)}{digits(7)}。",
            f"如有异议，请在公示期内向{office}反映，电话{telephone}。",
            f"{office}\t{telephone}\t工作日8:30-17:30",
            f"监督举报电话：{telephone}（{office}）",
            f"请拨打12345政务服务便民热线或者{n(1, 9)}10、119、12315咨询。",
            f"全国客服热线400-{digits(3)}-{digits(4)}，95588，96{digits(3)}。",
            f"索引号：{maker.pick(REGIONS)}{digits(3)}/{n(2008, 2026)}-{n(10000, 99999)}",
            f"机构代码：{digits(8)}-{n(0, 9)}，邮编：43{digits(4)}。",
            f"江政办发〔{n(2008, 2026)}〕{n(1, 99)}号 {n(2008, 2026)}年{n(1, 12)}月{n(1, 28)}日印发",
            f"时间：{n(2008, 2026)}-0{n(1, 9)}-1{n(0, 9)} 09:00 至 {n(2008, 2026)}1{n(0, 2)}2{n(0, 9)}",
            f"中标金额：{n(10, 99)}{digits(9)}.{digits(2)}元，合同编号：HT{digits(12)}。",
            f"总投资{n(13, 19)}{digits(9)}元，面积{n(13, 19)}{digits(9)}平方米。",
            f"项目代码：20{n(10, 26)}-{maker.pick(REGIONS)}-{n(10, 99)}-0{n(1, 3)}-{digits(6)}",
            f"意见请发送至电子邮箱：jcs{maker.pick(('jyj', 'rsj', 'wjw'))}@jiangcheng.gov.cn。",
            f"举报邮箱：jc{digits(4)}@163.com（{office}）。",
            f"公开征求意见，请将书面意见发至jcfgb{digits(2)}@126.com，截止4月30日。",
            f"办公地址：江城市{maker.pick(ROADS)}{n(1, 900)}号行政服务中心3楼{n(301, 320)}室。",
            f"{office}地址：{maker.pick(ROADS)}{n(1, 900)}号。",
            f"报名地点：江城市{maker.pick(ROADS)}{n(1, 900)}号市政府大楼{n(1, 6)}号楼{n(201, 520)}室",
            f"改造老旧小区{n(10, 99)}个、楼栋{n(100, 999)}栋，惠及{n(1000, 9999)}户。",
            f"新建{n(2, 30)}栋{n(6, 33)}层住宅，共{n(200, 999)}套、{n(2, 5)}个单元。",
            f"《药品经营许可证》编号：鄂DA027{digits(4)}，有效期5年。",
            f"标准号：GB/T {n(10000, 39999)}-2012，产品批号G{digits(8)}。",
            f"设备型号：E{digits(8)}，货号：G{digits(8)}",
            f"京ICP备{digits(8)}号，鄂公网安备 42{digits(12)}号",
            f"网址：http://www.jiangcheng.gov.cn/art/2024/3/5/art_{digits(7)}_{digits(8)}.html",
            f"坐标：东经114.{digits(6)}，北纬30.{digits(6)}；地块编号P（2024）{n(100, 200)}号",
            f"开标时间戳16{digits(11)}，IP 192.168.{n(0, 255)}.{n(1, 254)}",
            f"沪G{n(1500, 1599)}高速、京A区段、川A{n(100, 999)}线施工。",
            f"2018 2019 2020 2021 2022年分别为{n(1000, 9999)}、{n(1000, 9999)}、{n(1000, 9999)}万元",
        ))
    )  # fmt: skip
