using System.Globalization;
using System.Security;
using Microsoft.AspNetCore.Http;

namespace Ami.Tests.Core.Files;

/// <summary>
/// As much of Azure Blob Storage's REST protocol as a file store needs: block blobs put, read by range, deleted and listed. Believes nobody: every request
/// must carry a shared-key signature that is right for its method, path, query and headers. Azurite 3.37 answers the same requests alike (docs/adr/0022).
/// </summary>
internal sealed class AzureServer : StoreServer
{
    private const string Container = "files";
    private const string Moment = "Fri, 01 Jan 2027 00:00:00 GMT";
    private readonly AzureSignature _signature = new("testaccount", Convert.ToBase64String([.. Enumerable.Range(0, 64).Select(i => (byte)i)]));

    internal static async Task<AzureServer> Start()
    {
        var server = new AzureServer();
        await server.Listen();
        return server;
    }

    internal AzureOptions Options(string prefix = "") =>
        new()
        {
            Container = Container,
            ConnectionString =
                $"DefaultEndpointsProtocol=http;AccountName={_signature.Account};AccountKey={_signature.Key};BlobEndpoint={Url}/{_signature.Account};",
            Prefix = prefix,
        };

    /// <summary>Answers the next writes with 409, as a container whose blobs may not be changed does.</summary>
    internal bool Immutable { get; set; }

    protected override async Task Answer(HttpContext context, byte[] content, StoreFault? trouble)
    {
        context.Response.Headers["x-ms-version"] = context.Request.Headers["x-ms-version"];
        var (_, path) = Split(context.Request.Path.Value ?? "");
        var (container, key) = Split("/" + path);
        (int, string)? refusal = trouble switch
        {
            StoreFault.Busy => (503, "ServerBusy"),
            StoreFault.InternalError => (500, "InternalError"),
            _ when !_signature.IsRight(context.Request) => (403, "AuthenticationFailed"),
            _ when container != Container => (404, "ContainerNotFound"),
            _ when Immutable && context.Request.Method != "GET" => (409, "BlobImmutableDueToPolicy"),
            _ => null,
        };
        if (refusal is var (status, code))
        {
            await Error(context, status, code);
        }
        else if (key.Length == 0)
        {
            await List(context);
        }
        else
        {
            await Serve(context, key, content, trouble == StoreFault.Truncate);
        }
    }

    private async Task Serve(HttpContext context, string key, byte[] content, bool truncate)
    {
        var known = Objects.TryGetValue(key, out var found);
        switch (context.Request.Method)
        {
            case "PUT" when context.Request.Headers["x-ms-blob-type"] == "BlockBlob" && context.Request.Query.Count == 0:
                Objects[key] = content;
                Describe(context, content);
                context.Response.StatusCode = 201;
                break;
            case "GET" when known && found is not null:
                Describe(context, found);
                await Send(context, Asked(context, found), truncate);
                break;
            case "DELETE" when known:
                Objects.TryRemove(key, out _);
                context.Response.StatusCode = 202;
                break;
            case "GET" or "DELETE":
                await Error(context, 404, "BlobNotFound");
                break;
            default:
                await Error(context, 400, "InvalidHeaderValue");
                break;
        }
    }

    /// <summary>The rest from a position, when the client lost the connection and asks for what it lacks.</summary>
    private static ReadOnlyMemory<byte> Asked(HttpContext context, byte[] found)
    {
        var range = context.Request.Headers["x-ms-range"].ToString();
        if (range.Length == 0)
        {
            return found;
        }

        var from = int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture);
        context.Response.StatusCode = 206;
        context.Response.Headers.ContentRange = $"bytes {from}-{found.Length - 1}/{found.Length}";
        return found.AsMemory(from);
    }

    private async Task List(HttpContext context)
    {
        var (page, more) = Page(context.Request.Query["prefix"].ToString(), context.Request.Query["marker"].ToString());
        var blobs = string.Concat(
            page.Select(key =>
                $"<Blob><Name>{SecurityElement.Escape(key)}</Name><Properties><Last-Modified>{Moment}</Last-Modified><Etag>0x1</Etag><Content-Length>{Objects[key].Length}</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>"
            )
        );
        await Xml(
            context,
            200,
            $"""<EnumerationResults ContainerName="{Container}"><Blobs>{blobs}</Blobs><NextMarker>{(more ? page[^1] : "")}</NextMarker></EnumerationResults>"""
        );
    }

    private static void Describe(HttpContext context, byte[] content)
    {
        context.Response.Headers.ETag = $"\"0x{content.Length:X}\"";
        context.Response.Headers.LastModified = Moment;
        context.Response.Headers["x-ms-blob-type"] = "BlockBlob";
    }

    private static Task Error(HttpContext context, int status, string code)
    {
        context.Response.Headers["x-ms-error-code"] = code;
        return Xml(context, status, $"<Error><Code>{code}</Code><Message>{code}</Message></Error>");
    }
}
