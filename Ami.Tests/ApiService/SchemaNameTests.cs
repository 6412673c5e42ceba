using System.Text.Json;
using Ami.TestKit;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ami.Tests.ApiService;

/// <summary>
/// Each schema of the OpenAPI document is of one type. The document names schemas by the type's own name, so of two types of one name it would show one, for both, and clients
/// would be made for what is never sent.
/// </summary>
[TestClass]
public sealed class SchemaNameTests : ApiTests<SchemaNameTests>
{
    [TestMethod]
    public void Schemas_OfAllAnswersAndRequests_AreOfOneTypeEach()
    {
        var spoken = Host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.SelectMany(endpoint =>
                endpoint
                    .Metadata.OfType<IProducesResponseTypeMetadata>()
                    .Select(answer => answer.Type)
                    .Concat(endpoint.Metadata.OfType<IAcceptsMetadata>().Select(request => request.RequestType))
            )
            .OfType<Type>()
            .Where(type => type != typeof(void) && !typeof(Stream).IsAssignableFrom(type))
            .ToList();
        spoken.Count.ShouldBeGreaterThan(100);
        Clashes(spoken, Host.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions).ShouldBeEmpty();
    }

    [TestMethod]
    public void Clashes_TwoTypesOfOneName_AreFoundWhereverTheyAre() =>
        Clashes([typeof(First), typeof(IReadOnlyList<Second>)], Answers.Json).Single().ShouldStartWith("Line: ");

    /// <summary>Names that stand for more than one type, among some and all that they hold.</summary>
    private static List<string> Clashes(IEnumerable<Type> roots, JsonSerializerOptions json)
    {
        HashSet<Type> all = [];
        var left = new Stack<Type>(roots);
        while (left.TryPop(out var next))
        {
            var type = Nullable.GetUnderlyingType(next) ?? next;
            if (!all.Add(type))
            {
                continue;
            }

            var info = json.GetTypeInfo(type);
            foreach (var inner in info.Properties.Select(property => property.PropertyType).Append(info.ElementType).Append(info.KeyType).OfType<Type>())
            {
                left.Push(inner);
            }
        }

        return
        [
            .. all.Select(type => (Type: type, Name: OpenApiOptions.CreateDefaultSchemaReferenceId(json.GetTypeInfo(type))))
                .Where(one => one.Name is not null)
                .GroupBy(one => one.Name, one => one.Type)
                .Where(group => group.Count() > 1)
                .Select(group =>
                    $"{group.Key}: {string.Join(", ", group.Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.FullName, b.FullName))))}"
                ),
        ];
    }

    private sealed record First(IReadOnlyDictionary<string, First.Line[]> Lines)
    {
        internal sealed record Line(int Number);
    }

    private sealed record Second(Second.Line? Last)
    {
        internal sealed record Line(string Text);
    }
}
