namespace Signalbox.Script.Kemi;

/// <summary>Makes interpreters of one language for one generation.</summary>
internal abstract class KemiLanguage
{
    /// <summary>Name for log lines, e.g. <c>Lua</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True when a reload runs the files again in the same interpreter, false when it starts afresh.</summary>
    public abstract bool KeepsGlobals { get; }

    /// <summary>Words of the language's own that wait for the world, or run what is not in the text.</summary>
    public virtual IReadOnlyList<string> WaitingWords => [];

    /// <summary>Names of tables in which all global names are found.</summary>
    public abstract IReadOnlyList<string> GlobalTables { get; }

    /// <summary>Names of tables that an index with a name made up at run time can reach what waits through.</summary>
    public virtual IReadOnlyList<string> OpenTables => [];

    /// <summary>Text by which names are written that do not look like themselves.</summary>
    public virtual IReadOnlyList<string> WaitingMarks => [];

    /// <summary>A script without comments, for a look at its names.</summary>
    public abstract string WithoutComments(string text);

    /// <summary>Makes an interpreter with its <c>KSR</c> functions and no script yet.</summary>
    public abstract KemiInterpreter Create(KemiFunction[] functions, KemiLimits limits, KemiWatch watch, Action<string> reportError);

    /// <summary>The language of a <c>cfgengine</c> name, or null.</summary>
    public static KemiLanguage? Find(string name) => name switch
    {
        "lua" => new Lua.LuaLanguage(),
        "jsdt" => new JavaScript.JavaScriptLanguage(),
        _ => null,
    };
}
