using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Ami.ServiceDefaults.Hosting;

/// <summary>
/// A WebSocket or an event stream ends when its client goes, which may be never, and a stopping process waits for its requests. So
/// for these a stop counts as the client going away; the client connects again, to a process that stays.
/// </summary>
internal sealed class EndlessRequests(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task Invoke(HttpContext context) => IsEndless(context.Request) ? UntilStop(context) : next(context);

    private async Task UntilStop(HttpContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.RequestAborted = over.Token;
        await next(context);
    }

    private static bool IsEndless(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0 || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);
}
