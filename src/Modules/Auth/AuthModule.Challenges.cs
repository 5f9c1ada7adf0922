using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Auth;

/// <content>Challenges.</content>
internal sealed partial class AuthModule
{
    private const RouteKinds ChallengeRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.OnReply | RouteKinds.Reply | RouteKinds.Event | RouteKinds.BranchFailure;
    private const RouteKinds CheckRoutes = RouteKinds.Request | RouteKinds.Event | RouteKinds.BranchFailure;

    /// <summary>1 when the challenge was sent, -1 when not.</summary>
    [Function("auth_challenge", Kemi = "auth_challenge/2", Routes = ChallengeRoutes, Answers = true, Summary = "Challenges: REGISTER with 401, others with 407. Flags, a sum: 1 qop auth, 2 qop auth-int, 4 no 500 on a failure, 16 stale. A third argument names the hash.")]
    public ReturnCode Challenge(RoutingContext context, ScriptValue realm, int flags, string? algorithm = null) =>
        context.Message.Method == SipMethod.Register ? ChallengeWww(context, realm, flags, algorithm) : ChallengeProxy(context, realm, flags, algorithm);

    /// <summary>1 when the challenge was sent, -1 when not.</summary>
    [Function("www_challenge", Kemi = "www_challenge/2", Routes = ChallengeRoutes, Answers = true, Summary = "As auth_challenge, always with 401.")]
    public ReturnCode ChallengeWww(RoutingContext context, ScriptValue realm, int flags, string? algorithm = null) =>
        Send(context, realm, flags, algorithm, WwwChallengeHeader, 401, "Unauthorized"u8);

    /// <summary>1 when the challenge was sent, -1 when not.</summary>
    [Function("proxy_challenge", Kemi = "proxy_challenge/2", Routes = ChallengeRoutes, Answers = true, Summary = "As auth_challenge, always with 407.")]
    public ReturnCode ChallengeProxy(RoutingContext context, ScriptValue realm, int flags, string? algorithm = null) =>
        Send(context, realm, flags, algorithm, ProxyChallengeHeader, 407, "Proxy Authentication Required"u8);

    /// <summary>1, or -1 when the variable takes no value.</summary>
    [Function("auth_get_www_authenticate", Routes = CheckRoutes, Summary = "Writes the line of a challenge, without its end, into a variable.")]
    public ReturnCode WriteChallenge(RoutingContext context, ScriptValue realm, int flags, [Assigned] VariableReference target)
    {
        var line = context.Worker.RentWriter();
        using (var bytes = new ValueBytes(context.Worker, realm))
            _challenges.Write(context, WwwChallengeHeader, bytes.Span, (ChallengeFlags)flags, CheckOf(context).Algorithm, line);

        var good = target.Write(context, ScriptValue.Of(Latin1.ToText(line.Written)));
        context.Worker.Return(line);
        return ReturnCode.Of(good);
    }

    private ReturnCode Send(RoutingContext context, in ScriptValue realm, int flags, string? name, string header, int code, ReadOnlySpan<byte> reason)
    {
        var algorithm = name is null ? CheckOf(context).Algorithm : DigestAlgorithm.Find(name);
        using var bytes = new ValueBytes(context.Worker, realm);
        if (algorithm is null || bytes.Span.IsEmpty || bytes.Span.IndexOfAny("\"\\\r\n"u8) >= 0)
        {
            if (!((ChallengeFlags)flags).HasFlag(ChallengeFlags.NoErrorReply))
                Answer(context, 500, "Server Internal Error"u8);

            return ReturnCode.False;
        }

        var lines = context.Worker.RentWriter();
        lines.Write(context.ReplyHeaders.Span);
        _challenges.Write(context, header, bytes.Span, (ChallengeFlags)flags, algorithm, lines);
        lines.Write("\r\n"u8);
        context.ReplyHeaders.Set(lines.Written);
        context.Worker.Return(lines);
        return ReturnCode.Of(Answer(context, code, reason));
    }

    private bool Answer(RoutingContext context, int code, ReadOnlySpan<byte> reason) =>
        ForceStatelessReply ? _replies.ReplyStateless(context, code, reason) : _replies.Reply(context, code, reason);
}
