package dev.chatmigration.generating;

/**
 * The forms in which the two widgets are found on sites, oldest first. {@code @KEY@} stands for the legacy key, {@code
 * @UUID@} and {@code @SUBDOMAIN@} for what identifies the account in the Web Widget.
 */
enum Snippet {
    Z1(Family.ZOPIM, """
            <script type="text/javascript">
            document.write(unescape("%3Cscript src='" + document.location.protocol + "//livechat.zopim.net/?@KEY@' charset='utf-8' type='text/javascript'%3E%3C/script%3E"));
            </script>
            """),
    Z2(Family.ZOPIM, """
            <script type="text/javascript">
            document.write(unescape("%3Cscript src='" + document.location.protocol + "//zopim.com/?@KEY@' charset='utf-8' type='text/javascript'%3E%3C/script%3E"));
            </script>
            """),
    Z3(Family.ZOPIM, """
            <script type="text/javascript">
            window.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)},$=z.s=d.createElement(s),
            e=d.getElementsByTagName(s)[0];z.set=function(o){z.set._.push(o)};z._=[];z.set._=[];$.async=!0;
            $.setAttribute('charset','utf-8');$.src=('https:'==d.location.protocol?'https://ssl':'http://cdn')+'.zopim.com/?@KEY@';
            z.t=+new Date;$.type='text/java'+s;e.parentNode.insertBefore($,e)})(document,'script')
            </script>
            """),
    Z4(Family.ZOPIM, Loader.zopim("//cdn.zopim.com/?@KEY@")),
    Z5(Family.ZOPIM, """
            <!--Start of Zopim Live Chat Script-->
            """ + Loader.zopim("//v2.zopim.com/?@KEY@") + """
            <!--End of Zopim Live Chat Script-->
            """),
    Z6(Family.ZOPIM, """
            <!--Start of Zendesk Chat Script-->
            """ + Loader.zopim("https://v2.zopim.com/?@KEY@") + """
            <!--End of Zendesk Chat Script-->
            """),
    Z7(Family.ZOPIM, """
            <script async src="https://v2.zopim.com/w?@KEY@"></script>
            """),
    Z8(Family.ZOPIM, """
            <a class="chat" target="_blank" href="https://v2.zopim.com/widget/livechat.html?key=@KEY@&amp;lang=en&amp;hostname=@SUBDOMAIN@.example">Chat</a>
            """),
    Z9(Family.ZOPIM, """
            <script>
            tarteaucitron.user.zopimID = '@KEY@';
            (tarteaucitron.job = tarteaucitron.job || []).push('zopim');
            </script>
            """),
    W1(Family.WEB_WIDGET, """
            <script>/*<![CDATA[*/window.zEmbed||function(e,t){var n,o,d,s,a=[],r=document.createElement("iframe");window.zEmbed=function(){a.push(arguments)},
            window.zE=window.zE||window.zEmbed,r.src="javascript:false",r.title="",d=document.getElementsByTagName("script"),d=d[d.length-1],
            d.parentNode.insertBefore(r,d),s=r.contentWindow.document,o=s,o.open()._l=function(){var o=this.createElement("script");n&&(this.domain=n),
            o.id="js-iframe-async",o.src=e,this.t=+new Date,this.zendeskHost=t,this.zEQueue=a,this.body.appendChild(o)},
            o.write('<body onload="document._l();">'),o.close()}("//assets.zendesk.com/embeddable_framework/main.js","@SUBDOMAIN@.zendesk.com");/*]]>*/</script>
            """),
    W2(Family.WEB_WIDGET, """
            <script>/*<![CDATA[*/window.zE||function(){var n,o,d,s,a=[],r=document.createElement("iframe");window.zEmbed=function(){a.push(arguments)},
            window.zE=window.zE||window.zEmbed,r.src="javascript:false",d=document.getElementsByTagName("script"),d=d[d.length-1],
            d.parentNode.insertBefore(r,d),s=r.contentWindow.document,o=s,o.open()._l=function(){var o=this.createElement("script");n&&(this.domain=n),
            o.id="js-iframe-async",o.src="https://assets.zendesk.com/embeddable_framework/main.js",this.t=+new Date,this.zendeskHost="@SUBDOMAIN@.zendesk.com",
            this.zEQueue=a,this.body.appendChild(o)},o.write('<body onload="document._l();">'),o.close()}();/*]]>*/</script>
            """),
    W3(Family.WEB_WIDGET, """
            <script>window.zE||(function(e,t,s){var n=window.zE=window.zEmbed=function(){n._.push(arguments)},a=n.s=e.createElement(t),r=e.getElementsByTagName(t)[0];
            n.set=function(e){n.set._.push(e)},n._=[],n.set._=[],a.async=true,a.setAttribute("charset","utf-8"),
            a.src="https://static.zdassets.com/ekr/asset_composer.js?key="+s,n.t=+new Date,a.type="text/javascript",r.parentNode.insertBefore(a,r)})(document,"script","@UUID@");</script>
            """),
    W4(Family.WEB_WIDGET, """
            <script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=@UUID@"></script>
            """),
    W5(Family.WEB_WIDGET, """
            <script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=web_widget/@SUBDOMAIN@.zendesk.com"></script>
            """),
    W6(Family.WEB_WIDGET, """
            <script>
            (function () {
              var s = document.createElement('script');
              s.defer = true;
              s.id = 'ze-snippet';
              s.src = 'https://static.zdassets.com/ekr/snippet.js?key=@UUID@';
              document.head.appendChild(s);
            })();
            </script>
            """);

    /** Which of the two widgets a snippet loads. */
    enum Family {
        ZOPIM,
        WEB_WIDGET
    }

    private final Family family;
    private final String html;

    Snippet(Family family, String html) {
        this.family = family;
        this.html = html;
    }

    Family family() {
        return family;
    }

    String html(String chatKey, String widgetKey, String subdomain) {
        return html.replace("@KEY@", chatKey).replace("@UUID@", widgetKey).replace("@SUBDOMAIN@", subdomain);
    }

    /** The asynchronous loader, which has changed little but for the address in it. */
    private static final class Loader {
        static String zopim(String address) {
            return """
                    <script type="text/javascript">
                    window.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)},$=z.s=
                    d.createElement(s),e=d.getElementsByTagName(s)[0];z.set=function(o){z.set._.push(o)};z._=[];z.set._=[];$.async=!0;
                    $.setAttribute("charset","utf-8");$.src="%s";z.t=+new Date;$.type="text/javascript";e.parentNode.insertBefore($,e)})(document,"script");
                    </script>
                    """.formatted(address);
        }
    }
}
