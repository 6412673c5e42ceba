using Ami.Core.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Ami.Tests.Core.Documents;

/// <summary>Reads a PDF back, with another library than the one that wrote it.</summary>
internal sealed class PdfText : IDisposable
{
    private readonly PdfDocument _pdf;

    public PdfText(byte[] file) => _pdf = PdfDocument.Open(file);

    public PdfText(Document document)
        : this(PdfDocuments.Write(document).Value) { }

    public PdfDocument Pdf => _pdf;

    public DictionaryToken Catalog => _pdf.Structure.Catalog.CatalogDictionary;

    public IReadOnlyList<string> Pages => [.. _pdf.GetPages().Select(page => page.Text)];

    public string All => string.Join('\n', Pages);

    /// <summary>The structure tree's types in reading order, each with its element.</summary>
    public IEnumerable<(string Type, DictionaryToken Element)> Structure() => Below(Resolve(Catalog.Data["StructTreeRoot"]));

    public IToken Resolve(IToken token) => token is IndirectReferenceToken reference ? _pdf.Structure.GetObject(reference.Data).Data : token;

    public void Dispose() => _pdf.Dispose();

    private IEnumerable<(string, DictionaryToken)> Below(IToken token)
    {
        switch (Resolve(token))
        {
            case ArrayToken array:
                foreach (var found in array.Data.SelectMany(Below))
                {
                    yield return found;
                }

                break;
            case DictionaryToken element:
                if (element.Data.TryGetValue("S", out var type) && Resolve(type) is NameToken name)
                {
                    yield return (name.Data, element);
                }

                if (element.Data.TryGetValue("K", out var kids))
                {
                    foreach (var found in Below(kids))
                    {
                        yield return found;
                    }
                }

                break;
        }
    }
}
