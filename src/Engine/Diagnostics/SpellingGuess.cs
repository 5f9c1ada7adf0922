namespace Signalbox.Engine.Diagnostics;

/// <summary>A name that was probably meant.</summary>
/// <param name="Name">The name, or null.</param>
public readonly record struct SpellingGuess(string? Name)
{
    /// <summary><c>did you mean 'name'?</c>, or "".</summary>
    public string AsQuestion() => Name is null ? string.Empty : $"did you mean '{Name}'?";
}
