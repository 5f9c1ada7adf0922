namespace Signalbox.Script.Syntax;

/// <summary>A block as a value: that of its last statement.</summary>
internal sealed class BlockValueSyntax(BlockSyntax block) : ExpressionSyntax(block.Span)
{
    public BlockSyntax Block { get; } = block;

    public override void Print(CfgWriter writer) => writer.Write(Block);
}
