{{%AUTOESCAPE context="HTML"}}
{{>CONFLICT}}
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><strong>有{{count}}处需要修改：</strong><ul>{{#FLAW}}<li><a href="#{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
{{#STRANGE}}<div class="alert alert-danger" role="alert" tabindex="-1">还没有保存：“{{label}}”不是{{year}}年表格的指标，那是{{first}}年{{#UNTIL}}至{{last}}年{{/UNTIL}}的表格的。请重新打开本页填写。</div>{{/STRANGE}}
{{#RULINGS}}<div class="alert alert-warning" role="alert" tabindex="-1"><strong>还没有保存：有{{count}}处不符合校验规则。</strong><ul>{{#RULING}}<li><a href="#{{field}}">{{sentence}}</a>{{#WARNS}}（可以说明情况后保存）{{/WARNS}}</li>{{/RULING}}</ul></div>{{/RULINGS}}
{{#FACTS}}<dl class="card-facts">{{#FACT}}<div><dt>{{label}}</dt><dd>{{value}} {{unit}}</dd></div>{{/FACT}}</dl>{{/FACTS}}
<div class="sums-beside">
{{#SUMS}}<section class="sums" aria-label="自动统计"><h2>自动统计<small>由当年的户档案得出，不能填写</small></h2><dl class="card-facts">{{#SUM}}<div title="{{definition}}"><dt>{{label}}{{#CODE}} <small>{{form_code}}</small>{{/CODE}}</dt><dd>{{value}} {{unit}}</dd></div>{{/SUM}}</dl></section>{{/SUMS}}
{{#FORM}}<form class="card-form rows file-form" method="post" action="{{action}}" data-guard>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="version" value="{{version}}">
{{#REST}}<div class="ruled{{#EXPLAIN}} warns{{/EXPLAIN}}" id="{{field}}"><p class="flaw">{{sentence}}。{{#BLOCKS}}改正后才能保存。{{/BLOCKS}} <small>规则 {{source}}</small></p>{{#EXPLAIN}}<label>核实无误的，请说明情况<input class="form-control form-control-sm" name="{{control}}" value="{{word}}" maxlength="200" autocomplete="off"></label>{{#WRONG_WHY}}<p class="flaw">{{why}}</p>{{/WRONG_WHY}}{{/EXPLAIN}}</div>{{/REST}}
{{>FIELDS}}<div class="actions save-bar"><button class="btn btn-primary" type="submit">保存</button><a class="btn btn-link" href="{{back}}">返回</a></div>
</form>{{/FORM}}
</div>
{{#NOTES}}<h2>已说明的情况</h2>
<div class="sheet"><table class="table cards">
<thead><tr><th scope="col">指标</th><th scope="col">情况说明</th><th scope="col">说明人</th><th scope="col">渠道</th><th scope="col">时间</th></tr></thead>
<tbody>
{{#NOTE}}<tr><td class="lead-cell">{{label}}{{#MERGED}}（并入前的{{village}}）{{/MERGED}}</td><td data-label="说明">{{explanation}}</td><td data-label="说明人">{{name}}</td><td data-label="渠道">{{door}}</td><td data-label="时间">{{at}}</td></tr>
{{/NOTE}}
</tbody></table></div>{{/NOTES}}
