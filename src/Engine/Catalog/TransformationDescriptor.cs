namespace Signalbox.Engine.Catalog;

/// <summary>A declared transformation.</summary>
/// <param name="Name">E.g. <c>s.len</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="MinArguments">Least number of arguments.</param>
/// <param name="MaxArguments">Greatest number of arguments.</param>
/// <param name="Apply">Applies it.</param>
/// <param name="Check">Says what is wrong with arguments as written; null = nothing.</param>
public sealed record TransformationDescriptor(
    string Name, string Summary, int MinArguments, int MaxArguments, TransformationInvoker Apply, Func<IReadOnlyList<string>, string?>? Check = null);
