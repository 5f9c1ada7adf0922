using Xunit;

namespace Signalbox.Modules.Tests.Storage;

/// <summary>A test that mounts a small file system.</summary>
internal sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute()
    {
        var folder = Directory.CreateTempSubdirectory("signalbox-mount-");
        try
        {
            using var mount = SmallDisk.TryMount(folder.FullName, kibibytes: 64);
            Skip = mount is null ? "this user may not mount a file system" : null;
        }
        finally
        {
            folder.Delete();
        }
    }
}
