using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipCapture;

/// <summary>The commands of the master switch in their three dialects; a longer word counts by its beginning, as in the peers.</summary>
internal static class CaptureStatusCommand
{
    /// <summary><c>on|off|check</c> of Kamailio.</summary>
    public static void Execute(RpcCall call, Toggle toggle)
    {
        var word = call.Text(0);
        if (word is null)
            call.Fault(500, "Not enough parameters (on, off or check)");
        else if (TrySet(word, toggle) || word.StartsWith("check", StringComparison.OrdinalIgnoreCase))
            call.Add(toggle.IsOn ? "Enabled" : "Disabled");
        else
            call.Fault(500, "Bad parameter (on, off or check)");
    }

    /// <summary><c>[on|off]</c> of the FIFO: no word shows the state, a change answers nothing.</summary>
    public static void Switch(RpcCall call, Toggle toggle)
    {
        if (call.Text(0) is not { } word)
            call.Add(toggle.IsOn ? "on" : "off");
        else if (!TrySet(word, toggle))
            call.Fault(400, "bad parameter");
    }

    /// <summary><c>[on|off]</c> of OpenSIPS 3.</summary>
    public static void Capture(RpcCall call, Toggle toggle)
    {
        if (call.Text(0) is not { } word)
            call.AddStruct().With("SIP capturing", toggle.IsOn ? "on" : "off");
        else if (TrySet(word, toggle))
            call.Add("OK");
        else
            call.Fault(500, "Bad parameter value");
    }

    private static bool TrySet(string word, Toggle toggle)
    {
        var isOn = word.StartsWith("on", StringComparison.OrdinalIgnoreCase);
        if (!isOn && !word.StartsWith("off", StringComparison.OrdinalIgnoreCase))
            return false;

        toggle.Set(isOn ? 1 : 0);
        return true;
    }
}
