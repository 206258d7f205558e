-- GET: each request the next of the paths; the words of X-Bench beside it.
--	wrk -s page.lua URL -- LIST COOKIE
-- LIST: lines "path<TAB>words".
local threads = 0

function setup(thread)
	thread:set("number", threads)
	threads = threads + 1
end

function init(args)
	paths, heads, at = {}, {}, number * 7
	for line in io.lines(args[1]) do
		local path, words = line:match("^(.-)\t(.*)$")
		paths[#paths + 1] = path
		heads[#heads + 1] = { Cookie = args[2], ["X-Bench"] = words }
	end
end

function request()
	at = at + 1
	local i = at % #paths + 1
	return wrk.format("GET", paths[i], heads[i])
end
