using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sanity;
using Signalbox.Modules.Tests.Usrloc;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Registrar;

public sealed class RecordedRegistrationTests
{
    [Theory]
    [InlineData("register-multi-contact")]
    [InlineData("register-star-errors")]
    [InlineData("register-cseq-order")]
    [InlineData("register-bad-contact")]
    [InlineData("register-fetch-unregister")]
    [InlineData("register-expires-clip")]
    public void Recorded_registrations_are_answered_as_the_peer_answered_them(string name)
    {
        var bench = new RegistrarBench(static module =>
        {
            module.MaxExpires = 3600;
            module.UsePath = true;
            module.PathMode = 0;
        });
        var sanity = new SanityModule { AutoDrop = false };
        TestRequests.Validate(sanity, bench.Replies);

        foreach (var message in Recording.Read($"Cases/Registrar/{name}.sip"))
        {
            // The script's own second reply is not the registrar's business.
            if (message.Text.StartsWith("SIP/2.0 500 I'm", StringComparison.Ordinal))
                continue;

            if (message.ToServer)
                Handle(bench, sanity, message.Bytes);
            else
                Assert.Equal(Shown(message.Text), bench.Replies.Last);
        }
    }

    private static void Handle(RegistrarBench bench, SanityModule sanity, byte[] bytes)
    {
        var context = bench.Requests.Parse(bytes);
        if (sanity.Check(context, 17895, 7).Value > 0)
            bench.Module.Save(context, "location");

        bench.Requests.Worker.Return(context);
    }

    private static string Shown(string reply)
    {
        var shown = new StringBuilder();
        foreach (var line in reply.Split("\r\n"))
        {
            if (line.StartsWith("SIP/2.0 ", StringComparison.Ordinal))
                shown.Append(line.AsSpan(8)).Append("\r\n");
            else if (line.StartsWith("Contact:", StringComparison.Ordinal) || line.StartsWith("P-Registrar-Error:", StringComparison.Ordinal))
                shown.Append(line).Append("\r\n");
        }

        return shown.ToString();
    }
}
