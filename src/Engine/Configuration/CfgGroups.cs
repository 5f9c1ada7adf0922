using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// All settings of one generation that may change while the server runs, by group: those that the cfg declares
/// (<c>group.name = value</c>), live parameters of its modules under the module's name, and some core parameters. What was
/// set at run time survives a reload, unless the configuration then says something new.
/// </summary>
public sealed class CfgGroups
{
    private readonly List<CfgGroup> _groups = [];

    /// <summary>The groups: modules in load order, tcp and core, then those of the cfg.</summary>
    public IReadOnlyList<CfgGroup> All => _groups;

    /// <summary>A group, or null.</summary>
    public CfgGroup? Find(string name)
    {
        foreach (var group in _groups)
        {
            if (group.Name == name)
                return group;
        }

        return null;
    }

    /// <summary>The setting <c>group.name = value</c> of a cfg; a second one of that name takes its place.</summary>
    /// <param name="variable">The setting.</param>
    public void Declare(CfgVariable variable) => GroupOf(variable.Group).Put(variable);

    /// <summary>The setting <c>group[id].name = value</c> of a cfg.</summary>
    public void DeclareInstance(string group, long id, string name, in ScriptValue value) => GroupOf(group).DeclareInstance(id, name, value);

    /// <summary>Puts the live parameters of a generation before what the cfg declared.</summary>
    internal void AddParameters(CoreSettings settings, IReadOnlyList<ModuleInstance> modules)
    {
        var declared = _groups.ToArray();
        _groups.Clear();
        foreach (var module in modules)
        {
            foreach (var parameter in module.Descriptor.Parameters)
            {
                if (parameter.Live)
                    Declare(LiveParameter.Of(module, parameter));
            }
        }

        foreach (var variable in CoreVariables.Of(settings))
            Declare(variable);

        foreach (var group in declared)
            Add(group);
    }

    /// <summary>Keeps what was set at run time on the generation before.</summary>
    internal void TakeOver(CfgGroups before)
    {
        foreach (var group in _groups)
        {
            if (before.Find(group.Name) is { } old)
                group.TakeOver(old);
        }
    }

    private CfgGroup GroupOf(string name)
    {
        if (Find(name) is { } found)
            return found;

        var group = new CfgGroup(name);
        _groups.Add(group);
        return group;
    }

    // A cfg may add settings to the group of a module.
    private void Add(CfgGroup group)
    {
        if (Find(group.Name) is not { } known)
        {
            _groups.Add(group);
            return;
        }

        foreach (var variable in group.Variables)
        {
            if (known.Find(variable.Name) is null)
                known.Put(variable);
        }
    }
}
