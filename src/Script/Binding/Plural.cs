namespace Signalbox.Script.Binding;

/// <summary>Numbers with their word.</summary>
internal static class Plural
{
    /// <summary><c>1 argument</c>, <c>0 to 2 arguments</c>.</summary>
    public static string Range(int least, int most, string word) => least == most ? Of(least, word) : $"{least} to {Of(most, word)}";

    /// <summary><c>no arguments</c>, <c>1 argument</c>, <c>2 arguments</c>.</summary>
    public static string Of(int count, string word) => count switch
    {
        0 => $"no {word}s",
        1 => $"1 {word}",
        _ => $"{count} {word}s",
    };
}
