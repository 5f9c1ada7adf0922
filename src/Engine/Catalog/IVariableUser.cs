namespace Signalbox.Engine.Catalog;

/// <summary>
/// A module whose functions read pseudo-variables that no parameter names. It gets them before scripts run their top level, which may already call
/// its functions; <see cref="IModule.Validate"/> comes later.
/// </summary>
public interface IVariableUser
{
    /// <summary>Binds what it needs and may keep the source, which is safe from all workers; reports nothing.</summary>
    void BindVariables(IVariableSource variables);
}
