using Signalbox.Script.Tests.Kemi;

namespace Signalbox.Script.Tests.Lua.Patterns;

/// <summary>Runs the same Lua text with the library's own string functions and with ours.</summary>
internal static class PatternDriver
{
    private const string Between = "\n--\n";
    private const string Show = """
        local function show(...)
          local parts = {}
          for i = 1, select("#", ...) do
            local v = select(i, ...)
            local kind = type(v)
            parts[i] = kind .. ":" .. ((kind == "function" or kind == "table" or kind == "userdata") and "object" or tostring(v))
          end
          return table.concat(parts, "|")
        end
        local function each(f, ...)
          local out = {}
          for i = 1, 50 do
            local got = show(f(...))
            if got == "" or got == "nil:nil" then break end
            out[#out + 1] = got
          end
          return table.concat(out, "/")
        end
        """;

    /// <summary>One line for each expression: its values, or the error.</summary>
    public static (string[] Native, string[] Ours) Compare(IEnumerable<string> expressions)
    {
        var lines = expressions.ToArray();
        using var native = new NativeState();
        using var ours = new TestInterpreter("lua");
        var results = new List<string>();
        foreach (var chunk in lines.Chunk(100))
        {
            var body = string.Concat(chunk.Select(static line => $"  out[#out + 1] = show(pcall(function() return {line} end))\n"));
            var text = $"{Show}\nfunction f()\n  local out = {{}}\n{body}  return table.concat(out, '\\n--\\n')\nend\n";
            results.AddRange(native.Run($"{text}error(f(), 0)").Split(Between));
            ours.Load($"{text}function g() KSR.say(f()) end");
            ours.Interpreter.Invoke("g", []);
        }

        var said = string.Join(Between, ours.Say.Calls.Select(static call => call[4..]));
        return ([.. results], said.Split(Between));
    }
}
