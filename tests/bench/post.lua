-- POST: every request the next line of the list, none twice.
--	wrk -s post.lua URL -- LIST COOKIE THREADS BODY
-- LIST: lines "path<TAB>words<TAB>body", or "path<TAB>words" where BODY is a
-- file: its @0 @1 @2 are replaced by the words, @3 by a running number.
local threads = 0

function setup(thread)
	thread:set("number", threads)
	threads = threads + 1
end

function init(args)
	lines, at, step = {}, number, tonumber(args[3])
	cookie = args[2]
	local f = io.open(args[4], "r")
	form = f and f:read("*a") or ""
	for line in io.lines(args[1]) do
		lines[#lines + 1] = line
	end
end

function request()
	local line = lines[at % #lines + 1]
	local path, words = line:match("^([^\t]*)\t([^\t]*)")
	local body = line:match("^[^\t]*\t[^\t]*\t(.*)$")
	if not body then
		local word = {}
		for w in words:gmatch("%S+") do
			word[#word + 1] = w
		end
		word[4] = tostring(at)
		body = form:gsub("@(%d)", function(i)
			return word[tonumber(i) + 1]
		end)
	end
	at = at + step
	return wrk.format("POST", path, { Cookie = cookie,
	    ["X-Bench"] = words,
	    ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end
