namespace Signalbox.Engine.Catalog;

/// <summary>A module cannot start; the message is one line for the operator.</summary>
public sealed class ModuleStartException : Exception
{
    /// <summary>Creates it.</summary>
    public ModuleStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a cause.</summary>
    public ModuleStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
