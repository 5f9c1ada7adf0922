using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>A test that looks at the wire with tcpdump; skipped with the reason when it is missing or this user may not capture.</summary>
public sealed class CaptureFactAttribute : FactAttribute
{
    public CaptureFactAttribute() =>
        Skip = ToolFactAttribute.Reason(["tcpdump"]) ?? (Environment.IsPrivilegedProcess ? null : "only root may capture packets");
}
