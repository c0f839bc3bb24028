/** The theme has a main landmark on pages of the documentation only. The first page and the page of a missing address get one. */
import { useData, useRoute } from 'vitepress';
import { nextTick, onMounted, watch } from 'vue';

export function useMainLandmark() {
  const { page, frontmatter } = useData();
  const route = useRoute();
  const apply = async () => {
    await nextTick();
    const content = document.getElementById('VPContent');
    if (page.value.isNotFound || frontmatter.value.layout === 'home') content?.setAttribute('role', 'main');
    else content?.removeAttribute('role');
  };
  onMounted(apply);
  watch(() => route.path, apply);
}
