{{%AUTOESCAPE context="HTML"}}
<fieldset><legend>按指标查询</legend><label class="tick" for="field">指标</label><select class="form-select form-select-sm" id="field" name="field"><option value="">选一个指标</option>{{#GROUP}}<optgroup label="{{owner}} · {{section}}">{{#PICK}}<option value="{{name}}">{{label}}</option>{{/PICK}}</optgroup>{{/GROUP}}</select><button class="btn btn-sm btn-outline-primary" type="submit">选用</button>{{#MEMBERS}}<p class="form-text mb-0">成员的几个指标要由同一名在册成员同时符合；查自然减少，找的是已不在户内的成员。</p>{{/MEMBERS}}{{#TEAM}}<p class="form-text mb-0">队员的几个指标要由同一名队员同时符合，已离村的也算。</p>{{/TEAM}}</fieldset>
{{#FIELD}}<fieldset class="asked"><legend>{{owner}} · {{label}}</legend>
{{#NUMBERS}}<span class="span">从{{#FROM}}<input class="cell short" name="{{control}}" value="{{value}}" inputmode="decimal" aria-label="从" maxlength="16">{{/FROM}}至{{#TO}}<input class="cell short" name="{{control}}" value="{{value}}" inputmode="decimal" aria-label="至" maxlength="16">{{/TO}}</span>{{/NUMBERS}}
{{#DAYS}}<span class="span">从{{#FROM}}<input class="cell day" name="{{control}}" value="{{value}}" aria-label="从" placeholder="2022-03-05" maxlength="12">{{/FROM}}至{{#TO}}<input class="cell day" name="{{control}}" value="{{value}}" aria-label="至" placeholder="2022-03-05" maxlength="12">{{/TO}}</span>{{/DAYS}}
{{#HAS}}<label class="span">包含<input class="cell cell-text" name="{{control}}" value="{{value}}" maxlength="60"></label>{{/HAS}}
{{#IS}}<label class="span">等于<input class="cell cell-text" name="{{control}}" value="{{value}}" maxlength="60"></label>{{/IS}}
{{#CODES}}<span class="codes">{{#CODE}}<label class="tick"><input type="checkbox" name="{{control}}" value="{{code}}"{{#CHOSEN}} checked{{/CHOSEN}}>{{label}}</label>{{/CODE}}</span>{{/CODES}}
<span class="unit">{{unit}}</span> <label class="tick"><input type="checkbox" name="{{none}}" value="1"{{#NONE}} checked{{/NONE}}>没有填的</label>
{{#WRONG}}<p class="flaw">{{sentence}}</p>{{/WRONG}}
<button class="btn btn-sm btn-outline-primary" type="submit">增加到查询中</button></fieldset>
{{/FIELD}}
