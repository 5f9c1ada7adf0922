namespace Signalbox.Engine.Catalog;

/// <summary>How the cfg passes a function argument.</summary>
public enum ArgumentKind
{
    /// <summary>Text; variables inside a string are expanded at each call.</summary>
    Format,

    /// <summary>An integer constant or expression.</summary>
    Integer,

    /// <summary>Text as it stands; constants only.</summary>
    Constant,

    /// <summary>Converted by <see cref="FunctionParameter.Parse"/>: at load time when constant, else at each call.</summary>
    Converted,

    /// <summary>The name of a route.</summary>
    RouteName,

    /// <summary>The name of a function of the script that the module runs.</summary>
    ScriptFunction,

    /// <summary>Not known, because the module is not written yet: what is wrong in it is a warning.</summary>
    Unknown,

    /// <summary>A variable by its name, passed as <see cref="VariableReference"/>.</summary>
    Variable,

    /// <summary>Cut at its slashes, variables in it by name, and converted by <see cref="FunctionParameter.ParseParts"/>; constants only.</summary>
    Parts,

    /// <summary>Variables by name, separated by commas, passed as an array of <see cref="VariableReference"/>.</summary>
    Variables,
}
