namespace Signalbox.Interop.Tests.Running;

/// <summary>A test that mounts file systems of its own; skipped with the reason when it may not, or when a program is missing.</summary>
public sealed class RootToolFactAttribute : FactAttribute
{
    public RootToolFactAttribute(params string[] tools) =>
        Skip = ToolFactAttribute.Reason(tools) ?? (Environment.UserName == "root" && Tool.Run(10, "unshare", "/", "-m", "true").ExitCode == 0 ? null : "this user may not mount a file system");
}
