using System.Text;
using Ami.StripeSimulator.Control;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Wire;

/// <summary>The door of the API: key, parameters, idempotency, one transaction, expansion, Stripe's headers and errors.</summary>
internal sealed class Api(IEndpointRouteBuilder endpoints)
{
    public void Get(string route, Func<Call, JsonObject> handle) => Map("GET", route, handle);

    public void Post(string route, Func<Call, JsonObject> handle) => Map("POST", route, handle);

    public void Delete(string route, Func<Call, JsonObject> handle) => Map("DELETE", route, handle);

    private void Map(string method, string route, Func<Call, JsonObject> handle) =>
        endpoints.MapMethods(route, [method], (HttpContext context) => Answer(context, handle));

    private static async Task Answer(HttpContext context, Func<Call, JsonObject> handle)
    {
        var services = context.RequestServices;
        var store = services.GetRequiredService<StripeStore>();
        var options = services.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        var faults = services.GetRequiredService<ApiFaults>();
        var request = Ids.New("req");
        context.Response.Headers["Request-Id"] = request;
        context.Response.Headers["Stripe-Version"] = Version(context);
        var (parameters, raw) = await Read(context.Request);
        var key = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given && context.Request.Method == "POST" ? given : null;
        if (key is not null)
        {
            context.Response.Headers["Idempotency-Key"] = key;
        }

        var fault = faults.Next(context.Request.Path);
        if (fault is { After: false } && await fault.Spoil(context))
        {
            return;
        }

        Idempotency.Answer answer;
        try
        {
            Authenticate(context.Request, options);
            var route = context.Request.RouteValues.ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);
            answer = store.Run(tx =>
                Run(
                    tx,
                    new Call(tx, parameters, route, PublicUrl(context, options)),
                    handle,
                    request,
                    key,
                    $"{context.Request.Method} {context.Request.Path} {raw}"
                )
            );
        }
        catch (StripeFault refused)
        {
            answer = new Idempotency.Answer(refused.Status, refused.Body().ToJsonString());
        }

        if (fault is { After: true } && await fault.Spoil(context))
        {
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Idempotency.Answer Run(Transaction tx, Call call, Func<Call, JsonObject> handle, string request, string? key, string whole)
    {
        (tx.Request, tx.IdempotencyKey, tx.PublicUrl) = (request, key, call.PublicUrl);
        if (key is not null && Idempotency.Known(tx, key, whole) is { } known)
        {
            return known;
        }

        Idempotency.Answer answer;
        try
        {
            var expand = call.Form.Texts("expand");
            var shown = Rendering.Public(handle(call));
            foreach (var path in expand)
            {
                Rendering.Expand(tx, shown, path);
            }

            call.Form.RefuseUnknown();
            answer = new Idempotency.Answer(200, shown.ToJsonString());
        }
        catch (StripeFault fault) when (fault.KeepsEffects)
        {
            answer = new Idempotency.Answer(fault.Status, fault.Body().ToJsonString());
        }

        if (key is not null)
        {
            Idempotency.Keep(tx, key, whole, answer);
        }

        return answer;
    }

    public static void Authenticate(HttpRequest request, SimulatorOptions options)
    {
        var given = request.Headers.Authorization.ToString();
        if (given.Length == 0)
        {
            throw new StripeFault(
                401,
                "invalid_request_error",
                "You did not provide an API key. You need to provide your API key in the Authorization header."
            );
        }

        if (given != $"Bearer {options.SecretKey}" && given != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(options.SecretKey + ":"))}")
        {
            throw new StripeFault(401, "invalid_request_error", "Invalid API Key provided.");
        }
    }

    public static string PublicUrl(HttpContext context, SimulatorOptions options) => options.PublicUrl ?? $"{context.Request.Scheme}://{context.Request.Host}";

    private static string Version(HttpContext context) =>
        context.Request.Headers["Stripe-Version"].ToString() is { Length: > 0 } asked ? asked : StripeVersion.Pinned;

    private static async Task<(Params Parameters, string Raw)> Read(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var raw = request.Method == "POST" ? await reader.ReadToEndAsync() : request.QueryString.Value?.TrimStart('?') ?? "";
        var pairs = new FormReader(raw) { ValueCountLimit = 10_000 }.ReadForm();
        return (Params.Of(pairs.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))), raw);
    }
}
