namespace Signalbox.Interop.Tests.Running;

/// <summary>A test that needs programs from Debian; skipped with the reason when one is missing.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = Reason(tools);

    /// <summary>Why a test is skipped, or null.</summary>
    internal static string? Reason(string[] tools)
    {
        var missing = tools.Where(static tool => Tool.Find(tool) is null).ToArray();
        return missing.Length > 0 ? $"not installed: {string.Join(", ", missing)}" : null;
    }
}
