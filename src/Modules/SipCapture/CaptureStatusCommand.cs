using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.SipCapture;

/// <summary>The command <c>on|off|check</c> of the master switch; a longer word counts by its beginning, as in the peer.</summary>
internal static class CaptureStatusCommand
{
    /// <summary>Answers the call.</summary>
    public static void Execute(RpcCall call, Toggle toggle)
    {
        var word = call.Text(0);
        if (word is null)
        {
            call.Fault(500, "Not enough parameters (on, off or check)");
            return;
        }

        if (word.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            toggle.Set(1);
        else if (word.StartsWith("off", StringComparison.OrdinalIgnoreCase))
            toggle.Set(0);
        else if (!word.StartsWith("check", StringComparison.OrdinalIgnoreCase))
        {
            call.Fault(500, "Bad parameter (on, off or check)");
            return;
        }

        call.Add(toggle.IsOn ? "Enabled" : "Disabled");
    }
}
