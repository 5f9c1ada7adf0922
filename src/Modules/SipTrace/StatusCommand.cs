using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.SipTrace;

/// <summary>The command <c>on|off|check</c> of a switch; a longer word counts by its beginning, as in the peer.</summary>
internal static class StatusCommand
{
    /// <summary>Answers the call.</summary>
    public static void Execute(RpcCall call, Toggle toggle)
    {
        var word = call.Text(0);
        if (word is null)
            call.Fault(500, "Not enough parameters (on, off or check)");
        else if (word.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            Set(call, toggle, on: true);
        else if (word.StartsWith("off", StringComparison.OrdinalIgnoreCase))
            Set(call, toggle, on: false);
        else if (word.StartsWith("check", StringComparison.OrdinalIgnoreCase))
            call.Add(toggle.IsOn ? "Enabled" : "Disabled");
        else
            call.Fault(500, "Bad parameter (on, off or check)");
    }

    /// <summary>Answers the call of OpenSER's command: whole words; without a word it shows the state.</summary>
    public static void ExecuteOld(RpcCall call, Toggle toggle)
    {
        if (call.Text(0) is not { } word)
            call.Add(toggle.IsOn ? "on" : "off");
        else if (Is(word, "on") || Is(word, "off"))
            toggle.Set(Is(word, "on") ? 1 : 0);
        else
            call.Fault(400, "Bad parameter (on or off)");
    }

    private static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static void Set(RpcCall call, Toggle toggle, bool on)
    {
        toggle.Set(on ? 1 : 0);
        call.Add(on ? "Enabled" : "Disabled");
    }
}
