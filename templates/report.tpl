{{%AUTOESCAPE context="HTML"}}
<nav class="crumbs no-print" aria-label="位置"><a href="/household">住户</a><a href="/household/{{household_id}}">{{head_name}}</a><span>{{year}}年月收入登记</span></nav>
<div class="title"><h1>{{year}}年月收入登记表</h1>
<nav class="years no-print" aria-label="年度"><a href="/household/{{household_id}}/report/{{last_year}}">‹ {{last_year}}年</a>{{#NEXT_YEAR}}<a href="/household/{{household_id}}/report/{{next_year}}">{{next_year}}年 ›</a>{{/NEXT_YEAR}}<a href="/household/{{household_id}}/report/{{year}}/file" download>导出</a></nav></div>
<nav class="tabs file-tabs no-print" aria-label="住户档案">{{#TAB}}<a href="{{tab_link}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{tab_label}}</a>{{/TAB}}</nav>
<p class="facts"><span>户主 <b>{{head_name}}</b></span><span>户编号 <b>{{number}}</b></span><span>{{township}}{{village}}</span><span>人口 <b>{{member_count}}</b> 人</span><span>单位：元</span></p>
{{#FLAWS}}<div class="alert alert-danger no-print" role="alert" tabindex="-1"><strong>有{{count}}处需要修改，还没有保存；您填的内容都在下面。</strong><ul>{{#FLAW_MONTH}}{{#FLAW}}<li>{{month}}月：<a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}{{/FLAW_MONTH}}</ul></div>{{/FLAWS}}
{{#CONFLICTS}}<div class="alert alert-warning no-print" role="alert" tabindex="-1"><strong>有人先改了，您的内容还没有保存。</strong>{{#CONFLICT}}<p class="mb-1">{{reporter}}（{{door}}，{{at}}）改了{{month}}：</p><ul>{{#CHANGE}}<li>{{label}}：{{old}} → <b>{{new}}</b></li>{{/CHANGE}}</ul>{{/CONFLICT}}<p class="mb-0">下面是您填的内容。核对后再点一次保存，就以您的为准；不想改就<a href="/household/{{household_id}}/report/{{year}}">重新打开本页</a>。</p></div>{{/CONFLICTS}}
<form method="post" action="/household/{{household_id}}/report/{{year}}" data-guard data-entry novalidate>{{#MAY}}<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">保存</button>{{/MAY}}
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="sheet">
<table class="table year">
<colgroup><col class="col-head"><col span="6"><col class="col-sum"><col span="2"><col class="col-sum" span="2"><col class="col-answer" span="4"></colgroup>
<thead>
<tr><th scope="col" rowspan="2" class="rowhead">月份</th><th scope="col" rowspan="2">工资性</th><th scope="col" rowspan="2">家庭<br>经营性</th><th scope="colgroup" colspan="5">财产性收入</th><th scope="colgroup" colspan="3">转移性收入</th><th scope="col" rowspan="2">收入<br>合计</th><th scope="colgroup" colspan="4">三保障和饮水安全</th></tr>
<tr><th scope="col">土地流转</th><th scope="col">入股分红</th><th scope="col">光伏</th><th scope="col">其他</th><th scope="col">小计</th><th scope="col">政策性</th><th scope="col">其他</th><th scope="col">小计</th><th scope="col" title="是否实现住房安全">住房<br>安全</th><th scope="col" title="是否实现安全饮水">安全<br>饮水</th><th scope="col" title="是否有义务教育辍学学生">辍学<br>学生</th><th scope="col" title="是否参加居民基本医疗保险">医疗<br>保险</th></tr>
</thead>
{{#MONTH}}<tbody class="month{{#DUE}} due{{/DUE}}" id="m{{month}}" data-row>
<tr class="cells"><th scope="row" class="rowhead"><details class="fold" name="month"{{#OPEN}} open{{/OPEN}}><summary><b>{{month}}月</b><span class="state state-{{state_name}}">{{state}}</span><span class="fold-total">{{total}}</span></summary></details></th>
{{#EDIT}}<td data-label="工资性收入"><input class="cell{{#wage_BAD}} is-invalid{{/wage_BAD}}" id="{{p}}wage" name="{{p}}wage" value="{{wage}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月工资性收入（元）"{{#wage_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/wage_BAD}}></td>
<td data-label="家庭经营性收入"><input class="cell{{#business_BAD}} is-invalid{{/business_BAD}}" id="{{p}}business" name="{{p}}business" value="{{business}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月家庭经营性收入（元）"{{#business_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/business_BAD}}></td>
<td data-label="土地流转"><input class="cell{{#land_BAD}} is-invalid{{/land_BAD}}" id="{{p}}land" name="{{p}}land" value="{{land}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月土地流转（元）"{{#land_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/land_BAD}}></td>
<td data-label="入股分红"><input class="cell{{#dividend_BAD}} is-invalid{{/dividend_BAD}}" id="{{p}}dividend" name="{{p}}dividend" value="{{dividend}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月入股分红（元）"{{#dividend_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/dividend_BAD}}></td>
<td data-label="光伏收入"><input class="cell{{#solar_BAD}} is-invalid{{/solar_BAD}}" id="{{p}}solar" name="{{p}}solar" value="{{solar}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月光伏收入（元）"{{#solar_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/solar_BAD}}></td>
<td data-label="其他财产性"><input class="cell{{#property_BAD}} is-invalid{{/property_BAD}}" id="{{p}}property" name="{{p}}property" value="{{property}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月其他财产性（元）"{{#property_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/property_BAD}}></td>
<td class="sum" data-label="财产性小计"><output data-sum="property_sum">{{property_sum}}</output></td>
<td data-label="政策性收入"><input class="cell{{#policy_BAD}} is-invalid{{/policy_BAD}}" id="{{p}}policy" name="{{p}}policy" value="{{policy}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月政策性收入（元）"{{#policy_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/policy_BAD}}></td>
<td data-label="其他转移性"><input class="cell{{#transfer_BAD}} is-invalid{{/transfer_BAD}}" id="{{p}}transfer" name="{{p}}transfer" value="{{transfer}}" inputmode="decimal" autocomplete="off" maxlength="20" aria-label="{{month}}月其他转移性（元）"{{#transfer_BAD}} aria-invalid="true" aria-describedby="w{{month}}"{{/transfer_BAD}}></td>
<td class="sum" data-label="转移性小计"><output data-sum="transfer_sum">{{transfer_sum}}</output></td>
<td class="sum" data-label="收入合计"><output data-sum="total">{{total}}</output></td>
<td data-label="住房安全"><span class="seg{{#housing_BAD}} is-invalid{{/housing_BAD}}" role="radiogroup" id="{{p}}housing" aria-label="{{month}}月住房安全" tabindex="-1"><label><input type="radio" name="{{p}}housing" value="1"{{#housing_YES}} checked{{/housing_YES}}><span>是</span></label><label class="bad"><input type="radio" name="{{p}}housing" value="0"{{#housing_NO}} checked{{/housing_NO}}><span>否</span></label></span></td>
<td data-label="安全饮水"><span class="seg{{#water_BAD}} is-invalid{{/water_BAD}}" role="radiogroup" id="{{p}}water" aria-label="{{month}}月安全饮水" tabindex="-1"><label><input type="radio" name="{{p}}water" value="1"{{#water_YES}} checked{{/water_YES}}><span>是</span></label><label class="bad"><input type="radio" name="{{p}}water" value="0"{{#water_NO}} checked{{/water_NO}}><span>否</span></label></span></td>
<td data-label="辍学学生"><span class="seg{{#dropout_BAD}} is-invalid{{/dropout_BAD}}" role="radiogroup" id="{{p}}dropout" aria-label="{{month}}月辍学学生" tabindex="-1"><label class="bad"><input type="radio" name="{{p}}dropout" value="1"{{#dropout_YES}} checked{{/dropout_YES}}><span>是</span></label><label><input type="radio" name="{{p}}dropout" value="0"{{#dropout_NO}} checked{{/dropout_NO}}><span>否</span></label></span></td>
<td data-label="医疗保险"><span class="seg{{#insurance_BAD}} is-invalid{{/insurance_BAD}}" role="radiogroup" id="{{p}}insurance" aria-label="{{month}}月医疗保险" tabindex="-1"><label><input type="radio" name="{{p}}insurance" value="1"{{#insurance_YES}} checked{{/insurance_YES}}><span>是</span></label><label class="bad"><input type="radio" name="{{p}}insurance" value="0"{{#insurance_NO}} checked{{/insurance_NO}}><span>否</span></label></span></td>
{{/EDIT}}
{{#TEXT}}<td class="num" data-label="工资性收入">{{wage}}</td><td class="num" data-label="家庭经营性收入">{{business}}</td><td class="num" data-label="土地流转">{{land}}</td><td class="num" data-label="入股分红">{{dividend}}</td><td class="num" data-label="光伏收入">{{solar}}</td><td class="num" data-label="其他财产性">{{property}}</td><td class="num sum" data-label="财产性小计">{{property_sum}}</td><td class="num" data-label="政策性收入">{{policy}}</td><td class="num" data-label="其他转移性">{{transfer}}</td><td class="num sum" data-label="转移性小计">{{transfer_sum}}</td><td class="num sum" data-label="收入合计">{{total}}</td>
<td class="mid{{#housing_BAD}} bad{{/housing_BAD}}" data-label="住房安全">{{housing}}</td><td class="mid{{#water_BAD}} bad{{/water_BAD}}" data-label="安全饮水">{{water}}</td><td class="mid{{#dropout_BAD}} bad{{/dropout_BAD}}" data-label="辍学学生">{{dropout}}</td><td class="mid{{#insurance_BAD}} bad{{/insurance_BAD}}" data-label="医疗保险">{{insurance}}</td>{{/TEXT}}
{{#BLANK}}<td class="why" colspan="15">{{reason}}</td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td><td class="pen"></td>{{/BLANK}}
</tr>
{{#PEN}}<tr class="tail pen"><td colspan="16">存在问题描述：</td></tr>{{/PEN}}
{{#TAIL}}<tr class="tail"><td colspan="16">
<div id="w{{month}}">{{#FLAW}}<p class="flaw">{{sentence}}</p>{{/FLAW}}</div>
{{#RETURNED}}<p class="flaw">乡镇退回：{{reason}}</p>{{/RETURNED}}
<div class="tail-line">
{{#PROBLEM_EDIT}}<label class="problem"><span>存在问题描述</span><textarea class="cell{{#problem_BAD}} is-invalid{{/problem_BAD}}" id="{{p}}problem" name="{{p}}problem" rows="1" maxlength="500" placeholder="有未实现的保障项时必填">{{problem}}</textarea></label>
<input type="hidden" name="{{p}}seen" value="{{seen}}">
{{#COPY}}<button class="btn btn-sm btn-outline-primary" type="submit" name="copy" value="{{month}}" data-copy formnovalidate>同上月</button>{{/COPY}}{{/PROBLEM_EDIT}}
{{#PROBLEM_TEXT}}<span class="problem-text">{{problem}}</span>{{/PROBLEM_TEXT}}
<span class="trace">{{#LOCK}}<span class="lock">{{reason}}</span>{{/LOCK}}{{#DRAFT}}<strong class="state-draft">草稿：四项未选全，算未上报</strong>{{/DRAFT}}{{#WARN}}<span class="state-draft">{{label}}数额较大，请核对</span>{{/WARN}}{{#TRACE}}<span>{{reporter}} · {{door}} · {{at}}</span>{{#RECEIPT}}<span>回执 <b>{{receipt}}</b></span>{{/RECEIPT}}{{/TRACE}}</span>
</div></td></tr>{{/TAIL}}
</tbody>
{{/MONTH}}
<tfoot>{{#SUM}}<tr class="cells"><th scope="row" class="rowhead">全年</th><td class="num" data-label="工资性收入">{{wage}}</td><td class="num" data-label="家庭经营性收入">{{business}}</td><td class="num" data-label="土地流转">{{land}}</td><td class="num" data-label="入股分红">{{dividend}}</td><td class="num" data-label="光伏收入">{{solar}}</td><td class="num" data-label="其他财产性">{{property}}</td><td class="num sum" data-label="财产性小计">{{property_sum}}</td><td class="num" data-label="政策性收入">{{policy}}</td><td class="num" data-label="其他转移性">{{transfer}}</td><td class="num sum" data-label="转移性小计">{{transfer_sum}}</td><td class="num sum" data-label="收入合计">{{total}}</td><td colspan="4"></td></tr>{{/SUM}}</tfoot>
</table>
</div>
{{#MAY}}<div class="actions no-print"><button class="btn btn-primary" type="submit">保存</button><button class="btn btn-outline-primary" type="submit" name="next" value="1">保存并下一户</button><a class="btn btn-link" href="/household/{{household_id}}">关闭</a><span class="hint">四项都选了才算上报；只填收入会存为草稿。</span></div>{{/MAY}}
</form>
<details class="help no-print"><summary>填写说明</summary><dl>
<dt>工资性收入</dt><dd>家庭成员外出务工、就近打零工、公益性岗位等得到的报酬。</dd>
<dt>家庭经营性收入</dt><dd>种植、养殖、加工、经商等的收入减去成本；亏损填负数，例如 -200。</dd>
<dt>财产性收入</dt><dd>土地流转租金、入股分红、光伏发电收益，以及房屋出租、利息等其他财产收入。</dd>
<dt>转移性收入</dt><dd>政策性：低保金、养老金、教育和生态等各类补助补贴；其他：子女赡养费、亲友赠送等。</dd>
<dt>三保障和饮水安全</dt><dd>四项都选“是”或“否”。住房、饮水、医疗保险没有实现，或者有辍学学生时，要写明存在的问题。</dd>
<dt>没有收入</dt><dd>填 0 或留空。可以直接粘贴“1,200元”这样的金额，系统会自动换算。</dd>
</dl></details>
<p class="sign print-only"><span>户主签字：</span><span>走访人员签字：</span><span>日期：　　年　　月　　日</span></p>
{{#RETURN}}<details class="card-form fold-form no-print"{{#reason_FLAW}} open{{/reason_FLAW}}><summary>退回一个月份</summary>
<form method="post" action="/household/{{household_id}}/report/{{year}}/return">
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="seen" value="{{seen}}">
<label class="form-label" for="period">退回月份</label>
<select class="form-select" id="period" name="period">{{#RETURN_MONTH}}<option value="{{period}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{month}}月</option>{{/RETURN_MONTH}}</select>
<label class="form-label" for="reason">退回原因 <span class="need">必填</span></label>
<input class="form-control{{#reason_FLAW}} is-invalid{{/reason_FLAW}}" id="reason" name="reason" value="{{reason}}" maxlength="200" placeholder="例如：土地流转收入与合同不符，请核对">
{{#reason_FLAW}}<div class="flaw">{{sentence}}</div>{{/reason_FLAW}}
<div class="mt-3"><button class="btn btn-outline-danger" type="submit">退回</button></div>
</form></details>{{/RETURN}}
<script src="/static/report.js" defer></script>
