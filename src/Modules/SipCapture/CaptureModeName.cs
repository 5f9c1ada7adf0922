using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipCapture;

/// <summary>The name of a <c>capture_mode</c> in the second argument of <c>sip_capture()</c>; checked when the configuration loads.</summary>
/// <param name="name">As written.</param>
internal sealed class CaptureModeName(string name) : IScriptArgument<CaptureModeName>, IModulesArgument
{
    /// <summary>As written.</summary>
    public string Name { get; } = name;

    /// <inheritdoc />
    public static bool TryParse(string text, out CaptureModeName value, out string error)
    {
        value = new CaptureModeName(text);
        error = string.Empty;
        return true;
    }

    /// <inheritdoc />
    public string? Problem(IReadOnlyList<ModuleInstance> modules)
    {
        foreach (var module in modules)
        {
            if (module.Instance is SipCaptureModule capture && capture.HasMode(Name))
                return null;
        }

        return $"there is no capture mode '{Name}', expected one that modparam(\"sipcapture\", \"capture_mode\", \"{Name}=>...\") declares";
    }
}
