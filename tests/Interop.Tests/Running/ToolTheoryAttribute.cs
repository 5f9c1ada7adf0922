namespace Signalbox.Interop.Tests.Running;

/// <summary>As <see cref="ToolFactAttribute"/>, for a table of cases.</summary>
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = ToolFactAttribute.Reason(tools);
}
