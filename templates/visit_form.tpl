{{%AUTOESCAPE context="HTML"}}
{{#FLAWS}}<div class="alert alert-danger" role="alert" tabindex="-1"><strong>有{{count}}处需要修改，还没有保存；您填的文字和选好的照片都在下面。</strong><ul>{{#FLAW}}<li><a href="#f-{{field}}">{{sentence}}</a></li>{{/FLAW}}</ul></div>{{/FLAWS}}
{{#LOST}}<div class="alert alert-warning" role="alert">这些照片没有收下，要重新选择：{{files}}</div>{{/LOST}}
<form class="card-form rows file-form visit-form" method="post" action="{{action}}" enctype="multipart/form-data" data-guard data-visit>
<input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="nonce" value="{{nonce}}">{{#VERSION}}<input type="hidden" name="version" value="{{version}}">{{/VERSION}}
<div class="row-field"><label for="f-method">帮扶方式 <span class="need">必填</span></label><div><input class="form-control{{#method_FLAW}} is-invalid{{/method_FLAW}}" id="f-method" name="method" value="{{method}}" list="ways" maxlength="20" autocomplete="off" placeholder="4至8个字，例如 {{#OF_HOUSEHOLD}}产业帮扶{{/OF_HOUSEHOLD}}{{#OF_VILLAGE}}项目帮扶{{/OF_VILLAGE}}"><datalist id="ways">{{#WAY}}<option value="{{way}}">{{/WAY}}</datalist>{{#method_FLAW}}<div class="flaw">{{sentence}}</div>{{/method_FLAW}}
<details class="definition"><summary aria-label="帮扶方式的填写说明">?</summary><p>{{#OF_HOUSEHOLD}}针对这户致贫原因的帮扶方式，包含送资金、物品，词语精炼，4至8个字，例如 技术帮扶、产业帮扶、技能帮扶、社会救助帮扶。{{/OF_HOUSEHOLD}}{{#OF_VILLAGE}}按帮扶的实际方式填，词语精炼，4至8个字，例如 项目帮扶、资金帮扶、领导重视、现场办公。{{/OF_VILLAGE}}</p></details></div></div>
<div class="row-field"><label for="f-on_day">帮扶时间 <span class="need">必填</span></label><div><input class="form-control short{{#on_day_FLAW}} is-invalid{{/on_day_FLAW}}" id="f-on_day" name="on_day" type="date" value="{{on_day}}" max="{{today}}">{{#on_day_FLAW}}<div class="flaw">{{sentence}}</div>{{/on_day_FLAW}}
<details class="definition"><summary aria-label="帮扶时间的填写说明">?</summary><p>单一活动的日期，或者阶段性活动开始的日期。</p></details></div></div>
<div class="row-field"><label for="f-theme">帮扶主题{{#THEME_NEEDED}} <span class="need">必填</span>{{/THEME_NEEDED}}</label><div><input class="form-control{{#theme_FLAW}} is-invalid{{/theme_FLAW}}" id="f-theme" name="theme" value="{{theme}}" maxlength="60" autocomplete="off" placeholder="简短，例如 春节慰问">{{#theme_FLAW}}<div class="flaw">{{sentence}}</div>{{/theme_FLAW}}
<details class="definition"><summary aria-label="帮扶主题的填写说明">?</summary><p>活动的主题，简短精炼，例如 春节慰问、果树栽培培训、医保政策宣传。</p></details></div></div>
<div class="row-field"><label for="f-detail">{{detail_label}} <span class="need">必填</span></label><div><textarea class="form-control{{#detail_FLAW}} is-invalid{{/detail_FLAW}}" id="f-detail" name="detail" rows="4" maxlength="2500" placeholder="何时、何人、做了什么、取得什么成效">{{detail}}</textarea>{{#detail_FLAW}}<div class="flaw">{{sentence}}</div>{{/detail_FLAW}}
<details class="definition"><summary aria-label="{{detail_label}}的填写说明">?</summary><p>{{#OF_HOUSEHOLD}}帮扶怎样开展、有什么结果。例如：3月5日到户送去鸡苗30只，讲解育雏和防疫；鸡苗全部成活，预计9月出栏，增收1400元。{{/OF_HOUSEHOLD}}{{#OF_VILLAGE}}活动的具体内容、取得的效果和成效。例如：3月5日，县水利局给本村20户发放梨树苗600棵，请种植专家到村现场指导，解答种植中要注意的事项和销路。{{/OF_VILLAGE}}</p></details></div></div>
<fieldset class="row-field photos-field" id="f-photos"><legend>照片</legend><div>
<p class="form-text">最多5张{{#VERSION}}，还可以加{{room}}张{{/VERSION}}。JPG、PNG、BMP、GIF、WebP都可以，大照片会自动缩小；拍摄地点从照片里取出另存。</p>
<div class="thumbs">{{#KEPT}}<label class="thumb"><img src="/photo/{{photo_id}}/small" alt="已有照片" loading="lazy"><span><input type="checkbox" name="{{name}}" value="{{photo_id}}"{{#CHOSEN}} checked{{/CHOSEN}}> 去掉这张</span></label>{{/KEPT}}{{#HELD}}<label class="thumb"><img src="/photo/held/{{staged_id}}" alt="已收到的照片"><span><input type="hidden" name="{{held}}" value="{{staged_id}}"><input type="checkbox" name="{{toss}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> 去掉这张</span></label>{{/HELD}}</div>
{{#GONE}}<div class="flaw" id="f-{{name}}">{{sentence}}</div>{{/GONE}}
{{#WAITING}}<p class="form-text">上面{{waiting}}张已经收到，不用再选；保存以后才算这条记录的照片。</p>{{/WAITING}}
{{#FILE}}<div class="photo-row{{#MORE}} photo-more{{/MORE}}"><label class="visually-hidden" for="f-{{name}}">{{label}}</label><input class="form-control{{#WRONG}} is-invalid{{/WRONG}}" id="f-{{name}}" type="file" name="{{name}}" accept="image/jpeg,image/png,image/bmp,image/gif,image/webp">{{#WRONG}}<div class="flaw">{{sentence}}</div>{{/WRONG}}</div>
{{/FILE}}</div></fieldset>
<div class="actions save-bar"><button class="btn btn-primary" type="submit">保存</button></div>
</form>
<script src="/static/visit.js" defer></script>
