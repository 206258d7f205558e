-- POST of messages as Kannel posts them, every line of the list once.
--	wrk -s sms.lua URL -- LIST THREADS
-- LIST: lines "path<TAB>words<TAB>message".
local threads = 0

function setup(thread)
	thread:set("number", threads)
	threads = threads + 1
end

function init(args)
	paths, texts, at, step = {}, {}, number, tonumber(args[2])
	for line in io.lines(args[1]) do
		local path, _, text = line:match("^(.-)\t(.-)\t(.*)$")
		paths[#paths + 1] = path
		texts[#texts + 1] = text
	end
	head = { ["Content-Type"] = "text/plain; charset=UTF-8" }
end

function request()
	local i = at % #paths + 1
	at = at + step
	return wrk.format("POST", paths[i], head, texts[i])
end
