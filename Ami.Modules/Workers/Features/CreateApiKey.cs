using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Workers.Features;

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key itself: this is the only time it can be read.</param>
/// <param name="Details">What is known of it from now on.</param>
internal sealed record ApiKeyMade(string Key, ApiKeyRow Details);

/// <summary>Makes a key for a worker.</summary>
internal static class CreateApiKey
{
    /// <summary>What the maker is told, in case it was not them. The name is from when keys were Identity's; preferences and old messages hold it.</summary>
    public static MessageKind Told { get; } =
        new(
            "identity.api-key-created",
            new("Clave de API creada", "API key created"),
            Channels.InApp | Channels.Email,
            new(
                "Se creó la clave «{name}» en tu nombre",
                "Con tu cuenta se creó una clave para un programa externo: «{name}».\n\nSi no fuiste tú, revócala ahora y cambia tu contraseña.",
                "Ver las claves"
            ),
            new(
                "The key “{name}” was created in your name",
                "Your account was used to create a key for an external program: “{name}”.\n\nIf this was not you, revoke it now and change your password.",
                "See the keys"
            )
        )
        {
            IsMandatory = true,
        };

    private const int MaxName = 60;
    private const int MaxDays = 366;
    private const int MaxRequests = 6_000;
    private const int MaxRanges = 50;

    /// <param name="Name">What it is for, 1 to 60 characters.</param>
    /// <param name="Scopes">At least one that is known.</param>
    /// <param name="Addresses">Up to 50 CIDR ranges or addresses; none means anywhere.</param>
    /// <param name="ExpiresInDays">1 to 366.</param>
    /// <param name="RequestsPerMinute">1 to 6000.</param>
    internal sealed record CreateApiKeyRequest(
        string Name,
        IReadOnlyList<string> Scopes,
        IReadOnlyList<string> Addresses,
        int ExpiresInDays,
        int RequestsPerMinute = 60
    );

    public static void Map(IEndpointRouteBuilder keys)
    {
        keys.MapPost("", Handle)
            .RequirePermission(ApiKeyPermissions.Manage)
            .RequireFreshSignIn()
            .WithName("CreateApiKey")
            .WithSummary("Makes a key; the answer is the only place where it can be read.");
        keys.MapGet(
                "/scopes",
                (IEnumerable<ApiScope> scopes) =>
                    TypedResults.Ok<IReadOnlyList<string>>([.. scopes.Select(s => s.Name).Distinct().Order(StringComparer.Ordinal)])
            )
            .RequirePermission(ApiKeyPermissions.Read)
            .WithName("ListApiScopes")
            .WithSummary("What keys can be made for.");
    }

    private static async Task<Results<Created<ApiKeyMade>, ProblemHttpResult>> Handle(
        CreateApiKeyRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        WorkersDb db,
        IEnumerable<ApiScope> known,
        AuditLog audit,
        Messages messages,
        IPersonDirectory people,
        TimeProvider time
    )
    {
        if (!Check(request, known).Try(out var ranges, out var wrong))
        {
            return wrong.ToProblem();
        }

        var now = time.GetUtcNow();
        var text = ApiKeyText.New();
        var key = new ApiKey
        {
            Id = TimeOrderedId.New(now),
            Name = request.Name.Trim(),
            LookupId = text.LookupId,
            Hash = text.Hash,
            Scopes = [.. request.Scopes.Distinct().Order(StringComparer.Ordinal)],
            Addresses = ranges,
            RequestsPerMinute = request.RequestsPerMinute,
            CreatedAt = now,
            CreatedBy = context.User.UserId(),
            ExpiresAt = now.AddDays(request.ExpiresInDays),
        };
        var row = await unitOfWork.Run(
            async ct =>
            {
                db.ApiKeys.Add(key);
                await db.SaveChangesAsync(ct);
                audit.Append(
                    new AuditEntry("identity.api-key-created", "api-key", key.Id.ToString())
                    {
                        After = new
                        {
                            key.Name,
                            key.Scopes,
                            key.Addresses,
                            key.RequestsPerMinute,
                            key.ExpiresAt,
                        },
                    }
                );
                messages.Send(Told, key.CreatedBy, new Dictionary<string, string> { ["name"] = key.Name }, "/admin/api-keys");
                return await ApiKeyList.Find(db, people, key.Id, now, ct);
            },
            context.RequestAborted
        );
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/admin/api-keys/{key.Id}", new ApiKeyMade(text.Text, row ?? throw new InvalidOperationException("The key is gone.")));
    }

    /// <summary>The ranges as they are kept, or every wrong field.</summary>
    private static Result<string[]> Check(CreateApiKeyRequest request, IEnumerable<ApiScope> known)
    {
        var wrong = ImmutableDictionary.CreateBuilder<string, string[]>();
        if (request.Name.Trim().Length is < 1 or > MaxName || !ShownText.IsPlain(request.Name))
        {
            wrong["name"] = [$"Enter a name of 1 to {MaxName} characters."];
        }

        if (request.Scopes.Count == 0 || request.Scopes.Except(known.Select(s => s.Name)).Any())
        {
            wrong["scopes"] = ["Choose at least one of the scopes that exist."];
        }

        if (request.ExpiresInDays is < 1 or > MaxDays)
        {
            wrong["expiresInDays"] = [$"Enter 1 to {MaxDays} days."];
        }

        if (request.RequestsPerMinute is < 1 or > MaxRequests)
        {
            wrong["requestsPerMinute"] = [$"Enter 1 to {MaxRequests} requests."];
        }

        var ranges = new List<string>();
        foreach (var text in request.Addresses.Take(MaxRanges + 1))
        {
            if (AddressRange.TryParse(text, out var range))
            {
                ranges.Add(range);
            }
            else
            {
                wrong["addresses"] = [$"'{(text.Length > 60 ? text[..60] : text)}' is no address or range such as 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32."];
            }
        }

        if (request.Addresses.Count > MaxRanges)
        {
            wrong["addresses"] = [$"Enter at most {MaxRanges} ranges."];
        }

        return wrong.Count == 0 ? ranges.Distinct().ToArray() : ApiKeyErrors.Fields(wrong.ToImmutable());
    }
}
