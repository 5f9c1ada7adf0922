namespace Signalbox.Engine.Routing;

/// <summary>A module that brings script text of its own, run in every interpreter before the operator's files.</summary>
public interface IScriptAddition
{
    /// <summary>Name of the language in <c>cfgengine</c>, e.g. <c>lua</c>.</summary>
    string Language { get; }

    /// <summary>The text; error messages name it by <see cref="TextName"/>.</summary>
    string Text { get; }

    /// <summary>Name of the table that it defines; functions of <c>KSR</c> are reached through it, too.</summary>
    string Root { get; }

    /// <summary>Functions of <c>KSR</c> that it gives further names.</summary>
    IReadOnlyCollection<ScriptAlias> Aliases { get; }

    /// <summary>What stands for a file name in error messages.</summary>
    string TextName { get; }
}
