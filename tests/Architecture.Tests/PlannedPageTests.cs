using Signalbox.Engine.Catalog;
using Signalbox.Modules.Planned;
using Signalbox.Testing;

namespace Signalbox.Architecture.Tests;

public sealed class PlannedPageTests
{
    [Fact]
    public void The_page_of_planned_modules_is_what_the_tables_say() =>
        Golden.Verify(Path.Combine(SourceTree.Root, "docs", "modules", "planned.md"), PlannedReference.Write(new PlannedModules()));
}
