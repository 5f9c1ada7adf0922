using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.AppLuaSr;

/// <summary>The older Lua interface: the global <c>sr</c>.</summary>
[Module("app_lua_sr", Summary = "The older Lua interface: the table sr.")]
internal sealed class AppLuaSrModule : IModule, IScriptAddition
{
    private readonly List<string> _packages = [];

    /// <inheritdoc />
    public string Language => "lua";

    /// <inheritdoc />
    public string TextName => "app_lua_sr";

    /// <inheritdoc />
    public string Root => "sr";

    /// <inheritdoc />
    public IReadOnlyCollection<ScriptAlias> Aliases => SrScript.Aliases;

    /// <inheritdoc />
    public string Text
    {
        get
        {
            var text = new StringBuilder(SrScript.Core);
            foreach (var package in _packages)
                text.Append(SrScript.Registration(package));

            return text.ToString();
        }
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        foreach (var package in _packages.FindAll(package => !validation.IsLoaded(package)))
            validation.Error("register", $"the module '{package}' is not loaded", $"add: loadmodule \"{package}.so\"");
    }

    /// <summary>Adds a package.</summary>
    [Parameter("register", Summary = "Name of a module whose functions stand in sr.NAME, e.g. sl, tm, rr. May be given several times.")]
    public string? Register(string name)
    {
        if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return $"found \"{name}\", expected the name of a module";

        _packages.Add(name);
        return null;
    }
}
