using PdfSharp.Drawing;
using QRCoder;

namespace Ami.Core.Documents;

/// <summary>Draws QR codes as rectangles: sharp at every size, and nothing a viewer could smooth away.</summary>
internal static class QrDrawing
{
    /// <summary>The quiet zone that is around every code is left to the margin, of which there is enough.</summary>
    private const int QuietZone = 4;

    public static void Draw(XGraphics paper, string content, XRect square)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var side = square.Width / (rows.Count - (2 * QuietZone));
        for (var y = QuietZone; y < rows.Count - QuietZone; y++)
        {
            for (var x = QuietZone; x < rows.Count - QuietZone; x++)
            {
                var start = x;
                while (x < rows.Count - QuietZone && rows[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    paper.DrawRectangle(
                        XBrushes.Black,
                        square.Left + ((start - QuietZone) * side),
                        square.Top + ((y - QuietZone) * side),
                        (x - start) * side,
                        side
                    );
                }
            }
        }
    }
}
