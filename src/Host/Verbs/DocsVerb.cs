using Signalbox.Engine.Catalog;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.Planned;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox docs FOLDER</c>: a reference page for each module, from its declarations.</summary>
internal static class DocsVerb
{
    /// <summary>Writes the pages.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder])
            throw new CommandLineException("usage: signalbox docs FOLDER");

        Directory.CreateDirectory(folder);
        foreach (var module in EngineParts.Catalog.Modules)
            File.WriteAllText(Path.Combine(folder, $"{module.Name}.md"), ModuleReference.Write(module));

        File.WriteAllText(Path.Combine(folder, "planned.md"), PlannedReference.Write(new PlannedModules()));
        return ExitStatus.Done;
    }
}
