namespace Signalbox.Interop.Tests.Running;

/// <summary>A test that needs programs from Debian; skipped with the reason when one is missing.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools)
    {
        var missing = tools.Where(static tool => Tool.Find(tool) is null).ToArray();
        if (missing.Length > 0)
            Skip = $"not installed: {string.Join(", ", missing)}";
    }
}
