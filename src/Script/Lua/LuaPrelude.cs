using Signalbox.Script.Kemi;
using Signalbox.Script.Lua.Patterns;

namespace Signalbox.Script.Lua;

/// <summary>
/// Lua text that runs before any script: what Lua 5.1 scripts expect and 5.4 lacks, and the two functions that end a
/// script, which must raise their error in Lua itself.
/// </summary>
internal static class LuaPrelude
{
    // One call of the library cannot be stopped, so the one that makes any size from nothing is limited: bytes.
    private const string LargestText = "67108864";

    /// <summary>The text.</summary>
    public const string Text = $$"""
        collectgarbage("setpause", 400)
        unpack = unpack or table.unpack
        loadstring = loadstring or load
        table.getn = table.getn or function(t) return #t end
        table.maxn = table.maxn or function(t)
          local max = 0
          for k in pairs(t) do
            if type(k) == "number" and k > max then max = k end
          end
          return max
        end
        table.foreach = table.foreach or function(t, f)
          for k, v in pairs(t) do
            local r = f(k, v)
            if r ~= nil then return r end
          end
        end
        table.foreachi = table.foreachi or function(t, f)
          for i, v in ipairs(t) do
            local r = f(i, v)
            if r ~= nil then return r end
          end
        end
        string.gfind = string.gfind or string.gmatch
        math.mod = math.mod or math.fmod
        math.pow = math.pow or function(x, y) return x ^ y end
        math.ldexp = math.ldexp or function(m, e) return m * 2.0 ^ e end
        math.log10 = math.log10 or function(x) return math.log(x, 10) end
        math.cosh = math.cosh or function(x) return (math.exp(x) + math.exp(-x)) / 2 end
        math.sinh = math.sinh or function(x) return (math.exp(x) - math.exp(-x)) / 2 end
        math.tanh = math.tanh or function(x) return math.sinh(x) / math.cosh(x) end

        do
          local getupvalue, upvaluejoin, getinfo = debug.getupvalue, debug.upvaluejoin, debug.getinfo
          local function target(f)
            if type(f) == "function" then return f end
            return getinfo((f or 1) + 2, "f").func
          end
          local function slot(f)
            local i = 1
            while true do
              local name = getupvalue(f, i)
              if name == "_ENV" then return i end
              if name == nil then return nil end
              i = i + 1
            end
          end
          getfenv = getfenv or function(f)
            if f == 0 then return _G end
            f = target(f)
            local i = slot(f)
            if i == nil then return _G end
            local _, env = getupvalue(f, i)
            return env
          end
          setfenv = setfenv or function(f, env)
            f = target(f)
            local i = slot(f)
            if i then upvaluejoin(f, i, function() return env end, 1) end
            return f
          end
        end

        do
          local rep, raise, len, limit = string.rep, error, string.len, {{LargestText}}
          string.rep = function(s, n, sep)
            local count = math.tointeger(tonumber(n) or 0)
            if count and count > 1 and (len(s) + (sep and len(sep) or 0)) > limit // count then
              raise("resulting string too large", 2)
            end
            return rep(s, n, sep)
          end
        end

        do
          local raise = error
          os.exit = function() raise("os.exit would end the server: KSR.x.exit() ends the script", 2) end
          debug.debug = function() raise("debug.debug would wait for a console", 2) end

          -- The locale belongs to the whole process, with all its workers.
          os.setlocale = function(locale)
            if locale == nil or locale == "C" or locale == "POSIX" then return "C" end
            return nil
          end
        end

        do
          local with_stack, kind = {{PatternPrelude.WithStack}}, type
          {{PatternPrelude.WithStack}} = nil
          ksr_error_handler = function(e)
            if kind(e) ~= "string" or e == "{{KemiText.ExitMark}}" then return e end
            return with_stack(e)
          end
        end

        KSR.x = KSR.x or {}
        do
          local raise, drop = error, KSR.x.mark_drop
          KSR.x.mark_drop = nil
          KSR.x.exit = function() raise("{{KemiText.ExitMark}}", 0) end
          KSR.x.probe = function() return false end
          KSR.x.drop = function()
            if drop then drop() end
            raise("{{KemiText.ExitMark}}", 0)
          end
        end
        """;
}
