using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Template;

/// <summary>The smallest module: what <c>scripts/new-module.sh</c> copies.</summary>
[Module("template", Summary = "Shows the shape of a module.")]
internal sealed class TemplateModule : IModule
{
    /// <summary>Text that <c>template_matches</c> looks for.</summary>
    [Parameter("wanted", Default = "bob", Summary = "User that template_matches looks for.")]
    public string Wanted { get; set; } = "bob";

    /// <summary>True when the argument equals the parameter.</summary>
    [Function("template_matches", Summary = "True when the text equals the parameter wanted.")]
    public ReturnCode Matches(RoutingContext context, string text) => ReturnCode.Of(text == Wanted);

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (Wanted.Length == 0)
            validation.Error("wanted", "wanted is empty", "give the user to look for");
    }
}
