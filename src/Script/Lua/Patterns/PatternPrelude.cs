namespace Signalbox.Script.Lua.Patterns;

/// <summary>
/// Lua text that puts the functions over patterns into their places. Nothing managed may raise an error, as it would jump over managed frames:
/// a function of ours that fails leaves a value to be closed, and that raises the error as the function returns.
/// </summary>
internal static class PatternPrelude
{
    /// <summary>Name of its lines in errors; levels of the stack with this name are not shown.</summary>
    public const string ChunkName = "prelude";

    /// <summary><see cref="ChunkName"/> as Lua gives it.</summary>
    public static ReadOnlySpan<byte> ChunkNameBytes => "prelude"u8;

    /// <summary>The table that the host hands over, with its functions and an empty table of each name below.</summary>
    public const string Table = "ksr_patterns";

    /// <summary>Field of the table: metatable of failures.</summary>
    public const string Failures = "failures";

    /// <summary>Field of the table: takes functions at 1 and 2, the handler of errors inside gsub and the one that indexes.</summary>
    public const string Helpers = "helpers";

    /// <summary>Global function that gives an error that went through gsub with the stack at its origin.</summary>
    public const string WithStack = "ksr_with_stack";

    /// <summary>The text.</summary>
    public const string Text = $$"""
        do
          local given = {{Table}}
          {{Table}} = nil
          string.find, string.match, string.gmatch, string.gsub = given.find, given.match, given.gmatch, given.gsub

          local raise, getinfo, named, traceback, same, library = error, debug.getinfo, pairs, debug.traceback, rawequal, string
          local function of_argument(info, number, message)
            if info.namewhat == "method" then
              number = number - 1
              if number == 0 then return "calling '" .. info.name .. "' on bad self (" .. message .. ")" end
            end
            local name = info.name
            for key, value in named(library) do
              if name == nil and value == info.func then name = "string." .. key end
            end
            return "bad argument #" .. number .. " to '" .. (name or "?") .. "' (" .. message .. ")"
          end

          given.{{Failures}}.__close = function(failure)
            local message, number = failure[1], failure[2]
            if message == nil then raise(failure[3], 0) end
            if number then message = of_argument(getinfo(2, "nf"), number, message) end
            raise(message, 3)
          end

          local kept, stack
          given.{{Helpers}}[1] = function(e)
            if stack == nil or not same(e, kept) then kept, stack = e, traceback("", 2) end
            return e
          end
          given.{{Helpers}}[2] = function(replacements, key) return replacements[key] end
          {{WithStack}} = function(e)
            local found = same(e, kept) and stack or traceback("", 2)
            kept, stack = nil, nil
            return e .. found
          end
        end
        """;
}
