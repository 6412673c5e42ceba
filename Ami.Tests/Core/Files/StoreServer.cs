using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.Core.Files;

/// <summary>What can go wrong with somebody else's store.</summary>
public enum StoreFault
{
    /// <summary>503: too much at once.</summary>
    Busy,

    /// <summary>500.</summary>
    InternalError,

    /// <summary>The connection ends without an answer.</summary>
    Drop,

    /// <summary>The connection ends in the middle of the content.</summary>
    Truncate,

    /// <summary>No answer comes.</summary>
    Silence,
}

/// <summary>A store of somebody else over real HTTP, on a loopback port. Objects are listed two to a page. A test says what goes wrong.</summary>
internal abstract class StoreServer : IAsyncDisposable
{
    protected const int PageSize = 2;
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private (StoreFault Fault, int Left) _trouble;

    protected StoreServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        _app = builder.Build();
        _app.Run(Answer);
    }

    internal ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    protected string Url => _app.Urls.Single();

    protected async Task Listen() => await _app.StartAsync();

    /// <summary>Lets the next requests fail.</summary>
    internal void Fail(StoreFault fault, int times)
    {
        lock (_lock)
        {
            _trouble = (fault, times);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    protected abstract Task Answer(HttpContext context, byte[] content, StoreFault? trouble);

    /// <summary>The keys of a page, and whether there are more behind it.</summary>
    protected (List<string> Keys, bool More) Page(string prefix, string after)
    {
        var all = Objects
            .Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0)
            .Order(StringComparer.Ordinal)
            .ToList();
        return ([.. all.Take(PageSize)], all.Count > PageSize);
    }

    /// <summary>A content whole, or cut off where the connection breaks.</summary>
    protected static async Task Send(HttpContext context, ReadOnlyMemory<byte> content, bool truncate)
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(truncate ? content[..(content.Length / 2)] : content);
        if (!truncate)
        {
            return;
        }

        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    protected static (string First, string Others) Split(string path)
    {
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path[1..], "") : (path[1..slash], path[(slash + 1)..]);
    }

    protected static Task Xml(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync("""<?xml version="1.0" encoding="UTF-8"?>""" + xml);
    }

    private async Task Answer(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var trouble = TakeTrouble();
        if (trouble == StoreFault.Drop)
        {
            context.Abort();
        }
        else if (trouble == StoreFault.Silence)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else
        {
            await Answer(context, body.ToArray(), trouble);
        }
    }

    private StoreFault? TakeTrouble()
    {
        lock (_lock)
        {
            if (_trouble.Left == 0)
            {
                return null;
            }

            _trouble.Left--;
            return _trouble.Fault;
        }
    }
}
